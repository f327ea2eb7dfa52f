using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.History.Rollups;
using Billing.Ledger;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.History.Rollups;

public sealed class UsageDayCodecTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static readonly Gen<(UsageKey Key, UsageFigures Figures)> AnySum = Gen
        .Select(Gen.Int[0, 95], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Long, Gen.Long, Gen.Long)
        .Select((slot, meter, resource, charges, one, other) =>
        {
            var figures = new UsageFigures
            {
                Charges = charges & long.MaxValue, Micros = (Int128)one * 1_000_003 + other, GivenBack = other,
            };
            figures.Pay(FundKind.Plan, (Int128)other * 9_999_999_967);
            figures.Pay(FundKind.Debt, one);
            string?[] names = [null, "~none", "llama|70b", "日本"];
            return (new UsageKey(slot, new($"s{meter % 2}"), new($"m{meter}"), new(names[resource])), figures);
        });

    [Fact]
    public void Sums_come_back_as_they_were() => AnySum.Array[0, 30].Sample(sums =>
    {
        var day = new UsageDay(Day, 15) { LastSegment = 77, LastMovement = 5 };
        foreach (var (key, figures) in sums.DistinctBy(it => it.Key)) day.Put(key, figures, Currency.Jpy);
        var bytes = UsageDayCodec.Encode(day);

        var read = UsageDayCodec.Decode(Day, 15, bytes);

        Assert.Equal((77, 5, 15), (read.LastSegment, read.LastMovement, read.Minutes));
        Assert.Equal(Told(day), Told(read));
        Assert.Equal(bytes, UsageDayCodec.Encode(read));
    });

    [Fact]
    public void What_is_damaged_is_refused()
    {
        var day = new UsageDay(Day, 60);
        day.Add(new Segment(Day, 1, 1, SomeLedger.Usage(
            AccountState.Empty with { Currency = Currency.Usd }, 3).Lines));
        var bytes = UsageDayCodec.Encode(day);

        Assert.Throws<LedgerFormatException>(() => UsageDayCodec.Decode(Day, 60, bytes[..^3]));
        Assert.Throws<LedgerFormatException>(() => UsageDayCodec.Decode(Day, 60, [9, .. bytes[1..]]));
    }

    [Fact]
    public void A_day_of_too_many_resources_tells_none_apart_and_loses_no_sum()
    {
        var day = new UsageDay(Day, 60);
        for (var i = 0; i < UsageDay.MaxSums; i++)
            day.Put(new(i % 24, new("s"), new("m"), new($"r{i}")), new() { Charges = 1, Micros = i }, Currency.Usd);

        day.Add(new Segment(Day, 1, 1, SomeLedger.Usage(
            AccountState.Empty with { Currency = Currency.Usd }, 3).Lines));

        Assert.True(day.IsMerged);
        Assert.Equal(25, day.Sums.Count);
        Assert.All(day.Sums.Keys, key => Assert.Equal(default(UsageResource), key.Resource));
        Assert.Equal(UsageDay.MaxSums + 3, day.Sums.Values.Sum(it => it.Charges));
        Assert.True(UsageDayCodec.Decode(Day, 60, UsageDayCodec.Encode(day)).IsMerged);
    }

    private static IEnumerable<string> Told(UsageDay day) => day.Sums
        .Select(it => $"{it.Key} {it.Value.Charges} {it.Value.Micros} {it.Value.GivenBack} {it.Value.Amount} "
            + string.Join(' ', Enum.GetValues<FundKind>().Select(fund => it.Value.PaidBy(fund))))
        .Order(StringComparer.Ordinal);
}
