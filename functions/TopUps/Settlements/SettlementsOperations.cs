using Billing.OpenApi;

namespace Billing.TopUps.Settlements;

/// <summary>What finance sends of gateways' lists, and what it learns.</summary>
public static class SettlementsOperations
{
    private const string Sample = "transaction,amount,currency\nFT1,500000,VND";

    public static void Describe(OperationTable operations) => operations
        .Add(nameof(CompareSettlement), it => it
            .File("text/csv", "What the gateway or bank lists for the day.", Sample)
            .Query(query => query.Text("timeZone", 60, "Asia/Ho_Chi_Minh", "Of the list's days; UTC without it."))
            .Answers<SettlementView>()
            .Refuses(400, "malformed")
            .Refuses(413, "too_large")
            .Refuses(415, "media_type"))
        .Add(nameof(GetSettlement), it => it
            .Answers<SettlementView>());
}
