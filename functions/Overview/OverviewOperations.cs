using Billing.OpenApi;

namespace Billing.Overview;

/// <summary>What callers of the overview get.</summary>
public static class OverviewOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetOverview), it => it.Answers<AccountOverview>());
}
