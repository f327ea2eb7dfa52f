using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

public sealed class EventCodecTests
{
    [Fact]
    public void A_segment_written_by_hand_is_read()
    {
        var it = Assert.Single(EventCodec.Decode(Segment()));

        Assert.Equal(
            new EventRecord("s", "id", new(7, TimeSpan.Zero), new("a"), new("m"), "", new(3_000_000)), it);
        var stated = Assert.Single(EventCodec.Decode(Segment(version: 2, after: w => Texts(w, "unit 1 USD", "e-1"))));
        Assert.Equal(it with { Stated = "unit 1 USD", Amends = "e-1" }, stated);
    }

    [Fact]
    public void What_is_left_over_anywhere_is_refused()
    {
        Refused(Segment(after: w => w.Byte(0)));
        Refused([.. Segment(), 0]);
        Refused(Segment(raw: [1]));
        Refused(Segment(version: 2, after: w => Texts(w, "", "", "")));
    }

    [Fact]
    public void A_version_of_a_later_build_is_refused()
    {
        Refused(Segment(version: 0));
        Refused(Segment(version: 3));
        Refused(Segment(version: 2));
    }

    [Fact]
    public void Times_are_those_of_the_calendar()
    {
        Assert.Equal(DateTimeOffset.MinValue, EventCodec.Decode(Segment(ticks: 0))[0].Time);
        Assert.Equal(DateTimeOffset.MaxValue, EventCodec.Decode(Segment(DateTimeOffset.MaxValue.UtcTicks))[0].Time);
        Refused(Segment(ticks: -1));
        Refused(Segment(DateTimeOffset.MaxValue.UtcTicks + 1));
        Refused(Segment(ticks: long.MaxValue));
    }

    [Fact]
    public void Numbers_in_a_coarse_scale_are_refused_beyond_64_bits()
    {
        Assert.Equal(9_223_372_036_854_000_000, Micros(Segment(units: 9_223_372_036_854)));
        Assert.Equal(-9_223_372_036_854_000_000, Micros(Segment(units: -9_223_372_036_854)));
        Refused(Segment(units: 9_223_372_036_855));
        Refused(Segment(units: -9_223_372_036_855));
        Assert.Equal(long.MinValue, Micros(Segment(units: long.MinValue, scale: 2)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3_000, 1)]
    [InlineData(3_000_000, 1)]
    [InlineData(-3_000_001, 4)]
    public void A_column_takes_the_coarsest_scale_that_fits_all_of_it(long micros, int bytes)
    {
        var line = SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 1).Lines[0];
        var sizes = new[] { 3_000_000, micros }
            .Select(it => EventCodec.Encode([line with { Quantity = new(it), Billed = new(it) }]).Length).ToList();

        Assert.Equal(bytes - 1, sizes[1] - sizes[0]);
    }

    [Fact]
    public void A_column_of_texts_has_one_for_every_line()
    {
        Refused(Segment(sources: w => w.Count(0)));
        Refused(Segment(sources: w => Texts(w, "s", "t")));
        Assert.Empty(EventCodec.Decode(Segment(lines: 0)));
    }

    [Fact]
    public void The_place_of_a_text_is_one_of_the_column()
    {
        var lines = SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 2).Lines.ToArray();
        lines[1] = lines[1] with { Source = "another source" };
        var bytes = EventCodec.Encode(lines);
        var places = bytes.AsSpan().IndexOf("another source"u8) + "another source".Length;
        Assert.Equal([0, 1], bytes[places..(places + 2)]);

        foreach (var place in new byte[] { 2, 3 })
        {
            bytes[places + 1] = place;
            Refused(bytes);
        }
    }

    [Fact]
    public void An_id_of_an_unknown_form_is_refused() => Refused(Segment(form: 5, raw: new byte[16]));

    [Fact]
    public void A_compressed_block_has_exactly_the_length_it_tells()
    {
        var whole = EventCodec.Encode(
            SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 200).Lines.AsSpan());
        var from = new ByteReader(whole);
        from.Byte();
        from.Count(4_000);
        from.Bytes(from.Count(from.Left));
        var at = whole.Length - from.Left;
        var length = from.Count(100_000);
        Assert.True(length > from.Left, "the block is compressed");

        foreach (var other in new[] { length - 1, length + 1 })
        {
            var to = new ByteWriter();
            to.Count(other);
            Refused([.. whole[..at], .. to.Written, .. whole[(whole.Length - from.Left)..]]);
        }
    }

    private static long Micros(byte[] bytes) => EventCodec.Decode(bytes)[0].Quantity.Micros;

    private static void Refused(byte[] bytes) =>
        Assert.Throws<LedgerFormatException>(() => EventCodec.Decode(bytes));

    /// <summary>One event, written without compression and, if not told otherwise, as the codec would.</summary>
    private static byte[] Segment(
        long ticks = 7, long units = 3, byte version = 1, byte[]? raw = null, byte form = 0, int lines = 1,
        int scale = 0, Action<ByteWriter>? sources = null, Action<ByteWriter>? after = null)
    {
        var (to, plain) = (new ByteWriter(), new ByteWriter());
        string[] columns = lines == 0 ? [] : ["a", "m", ""];
        if (lines == 0) plain.Bytes([0, 0, 0, 0]);
        else if (sources is null) Texts(plain, "s");
        else sources(plain);
        Texts(plain, columns);
        plain.Count(3);
        if (lines > 0) plain.Signed(ticks);
        plain.Count(scale);
        if (lines > 0)
        {
            plain.Signed(units);
            plain.Byte(form);
            if (form == 0) plain.Text("id");
        }
        after?.Invoke(plain);
        to.Byte(version);
        to.Count(lines);
        to.Count(raw?.Length ?? 0);
        to.Bytes(raw);
        to.Count(plain.Length);
        to.Count(plain.Length);
        to.Bytes(plain.Written);
        return to.ToArray();
    }

    /// <summary>Columns of one text each.</summary>
    private static void Texts(ByteWriter to, params string[] columns)
    {
        foreach (var text in columns)
        {
            to.Count(1);
            to.Text(text);
        }
    }
}
