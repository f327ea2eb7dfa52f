using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Segments written by hand, so that a build that would read old ones otherwise is found.</summary>
public sealed class RatingCodecTests
{
    private static readonly RatedLine Line =
        SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 1).Lines[0];

    /// <summary>Numbers are stored as their distance from what the lines before let expect.</summary>
    [Fact]
    public void Numbers_follow_from_the_lines_before()
    {
        const string table = """
            meter | price | quantity            | stored   | tier                | amount
            m     | free  | 10                  | 0 5 0    | 5                   | 0
            m     | free  | 20                  | 0 0 0    | 15                  | 0
            n     | p     | 10                  | 0 0 5    | 0                   | 5
            n     | p     | 10                  | 0 0 2    | 10                  | 7
            n     | p     | 30                  | 0 0 0    | 20                  | 15
            m     | p     | 10                  | -9 0 0   | 35                  | 1
            m     | free  | 10                  | 0 0 3    | 36                  | 3
            m     | free  | 30                  | 0 1 0    | 47                  | 9
            n     | half  | 2                   | 0 0 1    | 50                  | 1
            n     | half  | 1                   | 0 0 0    | 52                  | 1
            n     | half  | 3                   | 0 0 0    | 53                  | 2
            n     | half  | 4                   | 0 0 0    | 56                  | 2
            n     | third | 3                   | 0 0 1    | 60                  | 1
            n     | third | 1                   | 0 0 0    | 63                  | 0
            n     | third | 2                   | 0 0 0    | 64                  | 1
            k     | large | 1099511627776       | 0 0 1099511627776 | 0          | 1099511627776
            k     | large | 1099511627777       | 0 0 0    | 1099511627776       | 1099511627777
            k     | large | 8388608             | 0 0 0    | 2199023255553       | 8388608
            k     | edge  | 4                   | 0 0 4611686018427387905 | 2199031644161 | 4611686018427387905
            k     | edge  | 2                   | 0 0 0    | 2199031644165       | 2305843009213693952
            """;
        var rows = TextTable.Rows(table);
        var events = rows.Select(row => SomeSegment.Event(
            row["meter"], SomeSegment.Number(row["quantity"]))).ToImmutableArray();

        var lines = RatingCodec.Decode(
            SomeSegment.Rating([.. rows.Select(row => row["price"])], [.. rows.Select(row => row["stored"])]), events);

        foreach (var (i, row) in rows.Index())
            Assert.Equal(
                $"{i} {row["tier"]} {row["amount"]}", $"{i} {lines[i].TierStart.Micros} {lines[i].Amount.Units}");
    }

    [Fact]
    public void What_is_left_over_or_of_a_later_build_or_of_no_currency_is_refused()
    {
        Refused(legs: w =>
        {
            SomeSegment.OneLeg(w, 0, (3, "f"));
            w.Byte(0);
        });
        Refused([.. SomeSegment.Rating(["p"], ["0 0 9"]), 0]);
        Refused(SomeSegment.Rating(["p"], ["0 0 9"], version: 0));
        Refused(SomeSegment.Rating(["p"], ["0 0 9"], version: 2));
        Refused(SomeSegment.Rating(["p"], ["0 0 9"], currency: "XXX"));
    }

    [Fact]
    public void A_line_that_its_legs_do_not_pay_is_not_written() => Assert.Throws<InvariantException>(() =>
        RatingCodec.Encode([Line with { Amount = new(Line.Amount.Units + 1, Currency.Usd) }]));

    private static void Refused(Action<ByteWriter> legs) => Refused(SomeSegment.Rating(["p"], ["0 0 9"], legs));

    private static void Refused(byte[] bytes) =>
        Assert.Throws<LedgerFormatException>(() => RatingCodec.Decode(bytes, [SomeSegment.Event("m", 10)]));
}
