using System.Globalization;
using System.Text.Json;
using Billing.Ledger;

namespace Billing.Notices;

/// <summary>Why a message is no fact of a ledger.</summary>
public enum NoticeRefusal
{
    MalformedId = 1,
    MalformedBody = 2,
}

/// <summary>What an account's ledger tells its owner, such as a balance that fell below a threshold.</summary>
/// <param name="Seq">The fact's place in the ledger: a notice is kept once by it, and shown in its order.</param>
/// <param name="Kind">Past tense or state, such as low-balance.</param>
/// <param name="At">When it became true.</param>
/// <param name="Body">JSON object; what is in it depends on the kind.</param>
public sealed record Notice(AccountId Account, long Seq, string Kind, DateTimeOffset At, string Body)
{
    public const int MaxKindLength = 60;

    /// <param name="messageId">{account}:{seq}.</param>
    /// <param name="enqueuedAt">Stands in for the time of a fact that names none.</param>
    public static Platform.Outcome<Notice, NoticeRefusal> Read(
        string? messageId, string? kind, ReadOnlyMemory<byte> body, DateTimeOffset enqueuedAt)
    {
        if ((messageId ?? "").Split(':') is not [var owner, var number]) return NoticeRefusal.MalformedId;
        if (!AccountId.TryParseKept(owner, out var account)) return NoticeRefusal.MalformedId;
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return NoticeRefusal.MalformedId;
        if (kind is not { Length: > 0 and <= MaxKindLength }) return NoticeRefusal.MalformedId;
        if (!Platform.JsonText.TryParse(body.ToArray(), out var json, out _)) return NoticeRefusal.MalformedBody;
        if (json.ValueKind != JsonValueKind.Object) return NoticeRefusal.MalformedBody;

        var isTimed = json.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out _);
        return new Notice(
            account, seq, kind, isTimed ? at.GetDateTimeOffset() : enqueuedAt.ToUniversalTime(), json.GetRawText());
    }
}
