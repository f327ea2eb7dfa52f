using System.Text.Json;

namespace Billing.Notices;

/// <summary>A notice as its customer sees it.</summary>
/// <param name="Id">Unique in the account; a later notice has a higher number.</param>
/// <param name="Data">What it says, by its kind.</param>
public sealed record NoticeView(long Id, string Kind, DateTimeOffset At, JsonElement Data)
{
    public static NoticeView Of(Notice notice)
    {
        using var body = JsonDocument.Parse(notice.Body);
        return new(notice.Seq, notice.Kind, notice.At, body.RootElement.Clone());
    }
}
