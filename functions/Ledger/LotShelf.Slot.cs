namespace Billing.Ledger;

/// <summary>One lot as it is worked on.</summary>
internal sealed partial class LotShelf
{
    private sealed class Slot(Lot lot, long held)
    {
        public Lot Lot { get; } = lot;

        public bool IsPast(DateTimeOffset now) => Expiry.IsPast(Lot.Until, now);

        /// <summary>What is left, held or not.</summary>
        public long Units { get; set; } = lot.Remaining.Units;

        /// <summary>What may not be used, also if less is left.</summary>
        public long Held { get; set; } = held;

        public long Free => Math.Max(0, Units - Held);

        public FundKind Fund { get; } = lot.Kind == LotKind.Voucher ? FundKind.Voucher : FundKind.TopUp;

        public bool IsUsable(DateTimeOffset eventTime, ServiceName service) =>
            Free > 0 && Lot.IsUsable(eventTime, service);

        public Lot ToLot() =>
            Units == Lot.Remaining.Units ? Lot : Lot with { Remaining = Lot.Remaining with { Units = Units } };
    }
}
