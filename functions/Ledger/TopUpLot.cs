using Billing.Money;

namespace Billing.Ledger;

/// <summary>The lot that a top-up's credit stands in, by the name of its payment.</summary>
internal static class TopUpLot
{
    public static LotId Of(string payment) => new($"topup:{payment}");

    /// <summary>A top-up is usable for events of any time, and never ends.</summary>
    public static Lot Holding(LotId id, Amount amount, long seq) =>
        new(id, LotKind.TopUp, amount, DateTimeOffset.MinValue, null, [], seq);
}
