using System.Collections.Immutable;
using System.IO.Compression;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

/// <summary>The legs are seen through the segments that hold them.</summary>
public sealed class LegColumnsTests
{
    [Fact]
    public void Legs_name_their_funds_and_the_last_takes_what_is_left()
    {
        var line = Read(w =>
        {
            SomeSegment.Funds(w, (2, "voucher:v"), (3, "topup:t"), (4, ""));
            w.Count(3);
            w.Count(1);
            w.Signed(4);
            w.Signed(3);
            w.Count(0);
            w.Signed(5);
            w.Signed(2);
            w.Count(2);
        });

        Assert.Equal(
            "TopUp topup:t 4 3, Voucher voucher:v 5 2, Debt  1 4",
            string.Join(", ", line.Legs.Select(
                leg => $"{leg.Kind} {leg.Fund} {leg.Quantity.Micros} {leg.Amount.Units}")));
    }

    [Fact]
    public void Each_fund_is_written_once_for_all_lines()
    {
        var funds = new[] { "a", "b", "a", "a", "c", "b" };
        var line = SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 1).Lines[0];
        var lines = funds.Select(fund => line with
        {
            Legs = [new(FundKind.TopUp, new(fund), line.Billed, line.Amount)],
        }).ToArray();

        Assert.Equal(["a", "b", "a", "a", "c", "b"], Back(lines).Select(it => it.Legs[0].Fund.Value));
        Assert.Equal(3, FundsIn(RatingCodec.Encode(lines), lines.Length));
    }

    [Fact]
    public void What_is_free_beside_a_plan_is_a_leg_of_nobody_and_only_then()
    {
        var line = SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 1).Lines[0];
        var whole = line with { Legs = [new(FundKind.Plan, new("plan:p:1"), line.Billed, line.Amount)] };
        var part = whole with { Legs = [whole.Legs[0] with { Quantity = new(line.Billed.Micros - 1) }] };

        Assert.Equal((1, 2), (FundsIn(RatingCodec.Encode([whole]), 1), FundsIn(RatingCodec.Encode([part]), 1)));
        Assert.Equal(whole.Legs, Back([whole])[0].Legs);
        Assert.Equal(part.Legs, Back([part])[0].Legs);
    }

    [Fact]
    public void What_names_no_known_fund_is_refused()
    {
        foreach (var kind in new byte[] { 5, 255 }) Refused(w => SomeSegment.OneLeg(w, 0, (kind, "f")));
        Refused(w => SomeSegment.OneLeg(w, 0));
        Refused(w => SomeSegment.OneLeg(w, 1, (3, "f")));
        Refused(w => SomeSegment.OneLeg(w, 2, (3, "f")));
        Assert.Equal(FundKind.Plan, Read(w => SomeSegment.OneLeg(w, 0, (1, "f"))).Legs[0].Kind);
    }

    [Theory]
    [InlineData(8_000, true)]
    [InlineData(8_001, false)]
    public void A_segment_names_a_bounded_number_of_funds(int count, bool isRead)
    {
        var funds = Enumerable.Range(0, count).Select(i => ((byte)3, $"f{i}")).ToArray();

        if (isRead) Assert.Equal("f7999", Read(w => SomeSegment.OneLeg(w, count - 1, funds)).Legs[0].Fund.Value);
        else Refused(w => SomeSegment.OneLeg(w, count - 1, funds));
    }

    private static ImmutableArray<RatedLine> Back(RatedLine[] lines) =>
        RatingCodec.Decode(RatingCodec.Encode(lines), EventCodec.Decode(EventCodec.Encode(lines)));

    private static int FundsIn(ReadOnlySpan<byte> segment, int lines)
    {
        var from = new ByteReader(segment);
        from.Byte();
        from.Text();
        var plain = new byte[from.Count(100_000)];
        var stored = from.Bytes(from.Count(plain.Length));
        if (stored.Length == plain.Length) stored.CopyTo(plain);
        else Assert.True(BrotliDecoder.TryDecompress(stored, plain, out _));
        var rest = new ByteReader(plain);
        for (var column = 0; column < 2; column++) Assert.NotEmpty($"{rest.Count(1)} {rest.Text()}");
        for (var number = 0; number < 3 * lines; number++) rest.Signed();
        rest.Bytes(lines);
        return rest.Count(100);
    }

    private static RatedLine Read(Action<ByteWriter> legs) =>
        RatingCodec.Decode(SomeSegment.Rating(["p"], ["0 0 9"], legs), [SomeSegment.Event("m", 10)])[0];

    private static void Refused(Action<ByteWriter> legs) => Assert.Throws<LedgerFormatException>(() => Read(legs));
}
