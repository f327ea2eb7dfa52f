using Billing.OpenApi;

namespace Billing.Ledger;

/// <summary>What the audit of one account answers.</summary>
public static class LedgerOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(AuditAccount), it => it.Answers<AuditReport>());
}
