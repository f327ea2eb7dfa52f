using Billing.OpenApi;
using Billing.Platform;

namespace Billing.TopUps.Inbox;

/// <summary>What finance asks about the gateways' notices.</summary>
public static class InboxOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetPaymentNotices), it => it
            .Query(query => query
                .Choice<NoticeOutcome>("outcome")
                .Day("to", "2026-11-22", "The last day; today without it.")
                .Day("from", "2026-11-20", "The first day; a week before the last without it, a month at most.")
                .Page())
            .Answers<PageOf<PaymentNoticeView>>())
        .Add(nameof(GetPaymentNotice), it => it
            .Answers<WholePaymentNotice>())
        .Add(nameof(ReplayPaymentNotice), it => it
            .Answers<PaymentNoticeView>()
            .Refuses(409, "notice_forgotten"));
}
