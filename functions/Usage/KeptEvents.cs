using System.Collections.Immutable;
using System.Text;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>Gathers the events of one commit that go to quarantine, each once.</summary>
/// <param name="known">Identities of the events' days; not changed.</param>
/// <param name="now">When they are kept.</param>
public sealed class KeptEvents(UsageIds known, DateTimeOffset now)
{
    private const int MaxKeptChars = 8 * 1024;

    private readonly ImmutableArray<QuarantinedEvent>.Builder _kept = ImmutableArray.CreateBuilder<QuarantinedEvent>();

    /// <summary>Identities that the commit brings; its lines add theirs.</summary>
    public UsageIds Own { get; } = new();

    /// <summary>Of the texts that are kept.</summary>
    public int Chars { get; private set; }

    /// <summary>False when the same event is in quarantine already.</summary>
    public bool Add(ReportedEvent reported, RatingRefusal refusal) =>
        Add(reported, Problem.Code(refusal), RatingRefusals.Detail(refusal));

    /// <summary>False when the same event is in quarantine already.</summary>
    public bool Add(ReportedEvent reported, string reason, string detail)
    {
        var (day, id) = (reported.Day, reported.QuarantineId);
        if (known.IsQuarantined(day, id) || Own.IsQuarantined(day, id)) return false;

        Own.AddQuarantined(day, id);
        var json = Kept(reported.Json.Span);
        _kept.Add(new(day, id, reason, detail, json, now));
        Chars += json.Length;
        return true;
    }

    public ImmutableArray<QuarantinedEvent> Take() => _kept.DrainToImmutable();

    /// <summary>Whole, but for an event that is too large to be kept whole.</summary>
    private static string Kept(ReadOnlySpan<byte> json)
    {
        var text = Encoding.UTF8.GetString(json);
        if (text.Length <= MaxKeptChars) return text;
        return text[..(char.IsHighSurrogate(text[MaxKeptChars - 1]) ? MaxKeptChars - 1 : MaxKeptChars)];
    }
}
