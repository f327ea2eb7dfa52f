using Billing.OpenApi;

namespace Billing.Audits;

/// <summary>What the reports of audits answer.</summary>
public static class AuditsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetAudits), it => it
            .Query(query => query.Page())
            .Answers<Platform.PageOf<AuditRunView>>())
        .Add(nameof(GetAudit), it => it
            .Query(query => query.Page())
            .Answers<AuditRunView>())
        .Add(nameof(GetLedgerHealth), it => it
            .Answers<LedgerHealth>()
            .Answers<LedgerHealth>(503));
}
