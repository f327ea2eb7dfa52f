using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Notices;

/// <summary>What the lists of notices answer.</summary>
public static class NoticesOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetNotices), it => it
            .Query(query => query.Page())
            .Answers<PageOf<NoticeView>>())
        .Add(nameof(GetPaymentAlerts), it => it
            .Query(query => query.Page())
            .Answers<PageOf<NoticeView>>())
        .Add(nameof(GetSetAsideFacts), it => it
            .Query(query => query.Page())
            .Answers<PageOf<SetAsideFact>>());
}
