using System.Text;

namespace Billing.TopUps.Inbox;

/// <summary>A kept notice as finance sees it.</summary>
/// <param name="At">When the gateway says that it happened.</param>
/// <param name="Detail">Why it came to that; null where the outcome says it.</param>
/// <param name="TopUpId">Which payment it is about; null where it is about none.</param>
public sealed record PaymentNoticeView(
    string NoticeId,
    string Gateway,
    string GatewayNoticeId,
    string Type,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    NoticeOutcome Outcome,
    string? Detail,
    string? TopUpId)
{
    public static PaymentNoticeView Of(StoredNotice notice) => new(
        notice.Key.ToString(),
        notice.Key.Method.Value,
        notice.Id,
        notice.Type,
        notice.Key.At,
        notice.ReceivedAt,
        notice.Outcome,
        notice.Detail,
        notice.TopUp?.Value);
}

/// <summary>A notice with its own words.</summary>
/// <param name="Body">As the gateway wrote it; empty once it is forgotten.</param>
public sealed record WholePaymentNotice(PaymentNoticeView Notice, string Body)
{
    public static WholePaymentNotice Of(StoredNotice notice) =>
        new(PaymentNoticeView.Of(notice), Encoding.UTF8.GetString(notice.Body.Span));
}
