using Billing.Ledger;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Support;

/// <summary>Generates plans for the usage of <see cref="UsageGen"/>: small totals, so that many are used up.</summary>
public static class CoverGen
{
    private static readonly MeterName[] Meters = [new("images"), new("seconds"), new("tokens"), new("packs")];

    private static readonly Gen<Amount> Money =
        Gen.OneOf(Gen.Long[1, 50], Gen.Long[1, 10_000_000_000], Gen.Long[1, 300_000_000_000])
            .Select(units => new Amount(units, Currency.Usd));

    private static readonly Gen<CoverPrice[]> Prices = Gen
        .Select(Gen.Int[0, 3], Gen.Long[0, 20_000_000_000], Gen.Long[1, 3_000_000])
        .Array[0, 2]
        .Select(prices => prices.DistinctBy(price => price.Item1).Select(price => new CoverPrice(
            SomeLedger.Inference, Meters[price.Item1], "",
            new(new(price.Item2, Currency.Usd), new(price.Item3)))).ToArray());

    private static readonly Gen<CoverQuota?> Quota = Gen
        .Select(Gen.Int[0, 4], Money, Gen.Long[1, 200_000_000])
        .Select((kind, money, micros) => kind switch
        {
            0 => (CoverQuota?)new CoverQuota(SomeLedger.Inference, money, null),
            1 => new CoverQuota(SomeLedger.Inference, null, new(micros)),
            2 => new CoverQuota(SomeLedger.Inference, money, new(micros)),
            _ => null,
        });

    private static readonly Gen<CoverTerms> Terms = Gen
        .Select(Gen.Bool, Money, Quota, Prices, Gen.Int[-4_000, 0], Gen.Int[-4_500, 4_000])
        .Select((isOpen, total, quota, prices, from, until) => new CoverTerms(
            isOpen ? SomeCover.Everything : SomeCover.Only(SomeLedger.Inference),
            Some.Noon.AddMinutes(from),
            until > 3_000 ? null : Some.Noon.AddMinutes(Math.Max(from + 1, until)),
            quota?.Money is { } cap ? Max(cap, total) : total,
            quota is { } one ? [one] : [],
            IsSharedCeiling: false,
            [.. prices]));

    public static Gen<MovementFact.CoverActivated[]> Plans { get; } = Terms.Array[0, 4]
        .Select(plans => plans.Select((terms, i) => new MovementFact.CoverActivated($"p{i}", 1, terms)).ToArray());

    private static Amount Max(Amount one, Amount other) => one > other ? one : other;
}
