using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Support;

/// <summary>Generates price books, funds and batches of events for properties of rating.</summary>
public static class UsageGen
{
    private static readonly string[] Meters = ["images", "seconds", "tokens", "packs"];

    private static MeterRule Quarters => new(Quantity.Of(15), Quantity.Of(20), null);

    /// <summary>One meter per model; some with quantum, minimum or minimum charge, and two versions of each.</summary>
    public static PriceBook Prices { get; } = PriceBook.Of(1, Some.Noon,
        Card("images", new PriceModel.Graduated(Some.Tiers("10:1.003 25.5:0.5 :0.0000000007")), MeterRule.Exact),
        Card("seconds", new PriceModel.Volume(Some.Tiers("100:0.02 :0.013", "3")), Quarters),
        Card("tokens", Some.PerUnit("0.165"), MeterRule.Exact with { MinimumCharge = Usd("0.0000001") }),
        Card("packs", new PriceModel.Package(Some.Rate("3", "10")), MeterRule.Exact));

    /// <summary>Events with small ids, so that some repeat each other and some conflict.</summary>
    public static Gen<UsageEvent> Event { get; } = Gen
        .Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Int[-4_000, 200], Gen.Long[0, 60_000_000], Gen.Int[0, 1])
        .Select((id, meter, minutes, micros, source) => new UsageEvent(
            $"s{source}", $"e{id}", Some.Account, Some.Noon.AddMinutes(minutes),
            new("ai-inference"), new(Meters[meter]), new(micros), Dimensions.None, null));

    public static Gen<ReportedEvent[]> Batch { get; } = Event.Array[0, 60].Select(events =>
        events.Select((it, index) => (ReportedEvent)new ReportedEvent.Sound(index, "{}"u8.ToArray(), it)).ToArray());

    /// <summary>Vouchers with windows and scopes, and top-ups, some of them nearly empty.</summary>
    public static Gen<MovementFact[]> Funds { get; } = Gen
        .Select(Gen.Int[0, 3], Gen.Long[1, 100_000_000_000], Gen.Int[-3_000, 300])
        .Select((kind, units, minutes) =>
            (kind, Amount: new Amount(units, Currency.Usd), Until: Some.Noon.AddMinutes(minutes)))
        .Array[0, 6]
        .Select(lots => lots.Select((lot, i) => lot.kind switch
        {
            0 => new MovementFact.TopUpCredited($"p{i}", "vnpay", lot.Amount),
            1 => (MovementFact)new MovementFact.VoucherGranted($"r{i}", "c", lot.Amount, Some.Start, null, []),
            2 => new MovementFact.VoucherGranted($"r{i}", "c", lot.Amount, Some.Start, lot.Until, []),
            _ => new MovementFact.VoucherGranted($"r{i}", "c", lot.Amount, Some.Start, null, [new("gpu")]),
        }).ToArray());

    private static RateCard Card(string meter, PriceModel model, MeterRule rule) => Some.RateCard(
        $"ai-inference/{meter}/USD",
        Some.Terms(model, rule: rule),
        Some.Terms(Some.PerUnit("0.7", "3"), Some.Noon.AddMinutes(-100), rule));

    private static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}
