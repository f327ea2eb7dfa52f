using System.Text;

namespace Billing.TopUps.Inbox;

/// <summary>How a kept notice looks to finance.</summary>
public static class NoticeView
{
    public static object Of(StoredNotice notice) => new
    {
        NoticeId = notice.Key.ToString(),
        Gateway = notice.Key.Method.Value,
        GatewayNoticeId = notice.Id,
        notice.Type,
        notice.Key.At,
        notice.ReceivedAt,
        notice.Outcome,
        notice.Detail,
        TopUpId = notice.TopUp?.Value,
    };

    /// <summary>With its own words.</summary>
    public static object Whole(StoredNotice notice) =>
        new { Notice = Of(notice), Body = Encoding.UTF8.GetString(notice.Body.Span) };
}
