using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Ledger;

public sealed class SegmentCodecTests
{
    private static readonly Gen<string> Odd = Gen.Frequency(
        (3, Any(
            "", " ", "a", "llama-70b", "Tiếng Việt có dấu", "推論トークン", "👩‍💻🧮", "\u0000\u001f", "=1+1", "\u202Eabc")),
        (2, Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 40]));

    private static readonly Gen<string> Ids = Gen.OneOf(
        Gen.Guid.Select(guid => guid.ToString()),
        Gen.Guid.Select(guid => guid.ToString().ToUpperInvariant()),
        Gen.Guid.Select(guid => guid.ToString("N")),
        Gen.Byte.Array[4, 64].Select(Convert.ToHexString),
        Gen.Byte.Array[4, 64].Select(bytes => Convert.ToHexStringLower(bytes)),
        Any("12345678", "ABCDEFab", "0123456789abcde", "--------------------------------", "deadBEEF", "x"),
        Gen.Guid.Select(guid => guid.ToString().Replace('a', 'A')),
        Odd);

    private static readonly Gen<long> Extreme =
        Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, 1_000_000_000], Any(0L, 1L, long.MaxValue, long.MaxValue - 1));

    private static readonly Gen<RatedLine> Lines =
        from texts in Gen.Select(Odd, Ids, Odd, Odd, Odd, Odd, Odd)
        from ticks in Gen.OneOf(
            Gen.Long[0, DateTimeOffset.MaxValue.Ticks], Gen.Long[0, 1000].Select(s => s * TimeSpan.TicksPerSecond))
        from numbers in Gen.Select(Extreme, Extreme, Extreme, Extreme)
        from isLate in Gen.Bool
        from legs in Gen.Int[1, 4]
        from statements in Gen.Frequency((9, Gen.Const(("", ""))), (1, Gen.Select(Odd, Odd)))
        select Line(texts, ticks, numbers, isLate, legs) with
        {
            Stated = statements.Item1,
            Amends = statements.Item2,
        };

    [Fact]
    public void Every_field_of_every_line_comes_back_as_it_was() =>
        Lines.Array[1, 60].Sample(lines =>
        {
            var (events, ratings) = (EventCodec.Encode(lines), RatingCodec.Encode(lines));
            var back = RatingCodec.Decode(ratings, EventCodec.Decode(events));
            for (var i = 0; i < lines.Length; i++)
            {
                Assert.Equal(lines[i].Legs, back[i].Legs);
                Assert.Equal(lines[i], back[i] with { Legs = lines[i].Legs });
            }
        }, iter: 2_000);

    [Fact]
    public void The_same_lines_are_the_same_bytes() =>
        Lines.Array[1, 30].Sample(lines =>
        {
            var again = lines.Select(line => line with { EventId = new string(line.EventId.AsSpan()) }).ToArray();
            Assert.Equal(EventCodec.Encode(lines), EventCodec.Encode(again));
            Assert.Equal(RatingCodec.Encode(lines), RatingCodec.Encode(again));
        }, iter: 300);

    [Fact]
    public void A_damaged_segment_reads_as_other_lines_or_as_a_clear_refusal() =>
        Gen.Select(Lines.Array[1, 20], Gen.Int[0, 100_000], Gen.Byte[1, 255], Gen.Bool).Sample(
            (lines, place, flip, cut) =>
        {
            for (var half = 0; half < 2; half++)
            {
                byte[][] both = [EventCodec.Encode(lines), RatingCodec.Encode(lines)];
                both[half] = Damage(both[half], place, flip, cut);
                try
                {
                    Assert.InRange(RatingCodec.Decode(both[1], EventCodec.Decode(both[0])).Length, 0, Segment.MaxLines);
                }
                catch (LedgerFormatException)
                {
                    // Whether the bytes are those that were committed is for the hash to say.
                }
            }
        }, iter: 3_000);

    [Theory]
    [InlineData("0100")]
    [InlineData("02010000")]
    [InlineData("03010000")]
    [InlineData("01ffffffffffffffffffff01")]
    [InlineData("01a01f00ffffffff0701")]
    [InlineData("")]
    public void Short_foreign_or_boastful_bytes_are_refused(string hex) =>
        Assert.Throws<LedgerFormatException>(() => EventCodec.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_when_written()
    {
        var line = SomeLedger.Rate(Book(), [("id", SomeLedger.Noon, 5)])[0];

        Assert.Throws<System.Text.EncoderFallbackException>(
            () => EventCodec.Encode([line with { EventId = "\uD800" }]));
    }

    [Fact]
    public void A_segment_of_one_line_is_these_bytes()
    {
        var lines = SomeLedger.Rate(Book(), [("0f8fad5b-d9cb-469f-a165-70867728950e", SomeLedger.Noon, 1_000_000)]);

        var (events, ratings) = (EventCodec.Encode(lines.AsSpan()), RatingCodec.Encode(lines.AsSpan()));

        Assert.Equal(GoldenEvents, Convert.ToHexStringLower(events));
        Assert.Equal(GoldenRatings, Convert.ToHexStringLower(ratings));
        Assert.Equal(lines[0].Legs, RatingCodec.Decode(ratings, EventCodec.Decode(events))[0].Legs);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 700)]
    [InlineData(2, 0)]
    [InlineData(2, 700)]
    public void What_is_free_beside_a_plan_comes_back_as_no_leg(int plans, long units)
    {
        var line = SomeLedger.Rate(Book(), [("a", SomeLedger.Noon, 5)])[0];
        var legs = Enumerable.Range(0, plans)
            .Select(i => new Leg(FundKind.Plan, new($"plan:{i}"), new(1_000), line.Amount with { Units = units }));
        line = line with { Legs = [.. legs], Amount = line.Amount with { Units = units * plans } };
        RatedLine[] lines = [line];

        var read = RatingCodec.Decode(RatingCodec.Encode(lines), EventCodec.Decode(EventCodec.Encode(lines)));

        Assert.Equal(line.Legs, read[0].Legs);
        Assert.Equal((line.Amount, line.Billed), (read[0].Amount, read[0].Billed));
    }

    [Fact]
    public void Lines_that_state_or_amend_nothing_are_written_in_the_first_form()
    {
        var lines = SomeLedger.Rate(Book(), [("a", SomeLedger.Noon, 5), ("b", SomeLedger.Noon, 6)]).ToArray();
        Assert.Equal(1, EventCodec.Encode(lines)[0]);

        lines[1] = lines[1] with { Stated = "unit 0.5 USD" };
        Assert.Equal(2, EventCodec.Encode(lines)[0]);
        lines[1] = lines[1] with { Stated = "", Amends = "a" };
        Assert.Equal(2, EventCodec.Encode(lines)[0]);
    }

    private const string GoldenEvents =
        "0101100f8fad5bd9cb469fa16570867728950e4747010c676174657761792f65752d31010c61692d696e666572"
        + "656e6365010c696e7075742d746f6b656e73010f6d6f64656c3d6c6c616d612d3730620080fb8f94dc03008089"
        + "7a01";

    private const string GoldenRatings =
        "01035553443e3e01177b7175616e746974797d20696e70757420746f6b656e73010b696e666572656e63654031"
        + "00008082c8a50c0001030b746f7075703a7061792d310100";

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static AccountBook Book()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(SomeLedger.Opened(), 1, SomeLedger.Noon);
        book.Apply(SomeLedger.TopUp("100"), 2, SomeLedger.Noon);
        return book;
    }

    private static RatedLine Line(
        (string Source, string Id, string Service, string Meter, string Dimensions, string Words, string Price) texts,
        long ticks, (long Tier, long Quantity, long Billed, long Units) numbers, bool isLate, int legCount)
    {
        var legs = new Leg[numbers.Units < legCount ? 0 : legCount];
        var (micros, units) = (numbers.Billed, numbers.Units);
        for (var i = 0; i < legs.Length; i++)
        {
            var isLast = i == legs.Length - 1;
            var (quantity, paid) = isLast ? (micros, units) : (micros / 3, Math.Max(1, units / 5));
            legs[i] =
                new((FundKind)(1 + i), new(i == 3 ? "" : $"lot-{paid % 3}"), new(quantity), new(paid, Currency.Vnd));
            (micros, units) = (micros - quantity, units - paid);
        }
        var charged = legs.Length == 0 ? 0 : numbers.Units;
        return new(
            texts.Source, texts.Id, new(ticks, TimeSpan.Zero), new(texts.Service), new(texts.Meter), texts.Dimensions,
            texts.Words, texts.Price, new(numbers.Tier), new(numbers.Quantity), new(numbers.Billed),
            new(charged, Currency.Vnd), [.. legs], isLate);
    }

    private static byte[] Damage(byte[] bytes, int place, byte flip, bool cut)
    {
        var at = place % bytes.Length;
        if (cut) return bytes[..at];
        bytes[at] ^= flip;
        return bytes;
    }
}
