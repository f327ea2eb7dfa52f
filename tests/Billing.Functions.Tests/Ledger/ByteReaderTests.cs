using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class ByteReaderTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(1UL, "01")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "8001")]
    [InlineData(300UL, "ac02")]
    [InlineData(16_383UL, "ff7f")]
    [InlineData(16_384UL, "808001")]
    [InlineData((ulong)long.MaxValue, "ffffffffffffffff7f")]
    [InlineData(1UL << 63, "80808080808080808001")]
    [InlineData(ulong.MaxValue, "ffffffffffffffffff01")]
    public void A_number_is_seven_bits_a_byte_low_bits_first(ulong number, string hex)
    {
        var writer = new ByteWriter(0);
        writer.Varint(number);
        var reader = new ByteReader(writer.Written);

        Assert.Equal(hex, Convert.ToHexStringLower(writer.Written));
        Assert.Equal(number, reader.Varint());
        reader.End();
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(-64, "7f")]
    [InlineData(64, "8001")]
    [InlineData(long.MaxValue, "feffffffffffffffff01")]
    [InlineData(long.MinValue, "ffffffffffffffffff01")]
    public void A_small_number_of_either_sign_takes_few_bytes(long number, string hex)
    {
        var writer = new ByteWriter(0);
        writer.Signed(number);
        var reader = new ByteReader(writer.Written);

        Assert.Equal(hex, Convert.ToHexStringLower(writer.Written));
        Assert.Equal(number, reader.Signed());
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("ffffffffffffffffff02")]
    [InlineData("ffffffffffffffffff80")]
    [InlineData("ffffffffffffffffff8001")]
    [InlineData("8080808080808080808001")]
    public void A_number_that_ends_early_or_is_longer_than_64_bits_is_refused(string hex) =>
        Assert.Throws<LedgerFormatException>(() => new ByteReader(Convert.FromHexString(hex)).Varint());

    [Fact]
    public void A_count_is_at_most_its_limit()
    {
        Assert.Equal(5, new ByteReader([5]).Count(5));
        Assert.Equal(0, new ByteReader([0]).Count(0));
        Assert.Throws<LedgerFormatException>(() => new ByteReader([6]).Count(5));
        Assert.Throws<LedgerFormatException>(() =>
            new ByteReader(Convert.FromHexString("ffffffffffffffffff01")).Count(int.MaxValue));
    }

    [Fact]
    public void A_text_is_bounded_and_is_utf_8()
    {
        Assert.Equal("né", new ByteReader([3, (byte)'n', 0xC3, 0xA9]).Text());
        Assert.Equal("né", new ByteReader([3, (byte)'n', 0xC3, 0xA9]).Text(maxBytes: 3));
        Assert.Throws<LedgerFormatException>(() => new ByteReader([3, (byte)'n', 0xC3, 0xA9]).Text(maxBytes: 2));
        Assert.Throws<LedgerFormatException>(() => new ByteReader([2, (byte)'n', 0xC3]).Text());
        Assert.Throws<LedgerFormatException>(() => new ByteReader([2, (byte)'n']).Text());
    }

    [Fact]
    public void Bytes_are_taken_once_and_none_may_be_left_over()
    {
        var reader = new ByteReader([1, 2, 3]);

        Assert.Equal(3, reader.Left);
        Assert.Equal([1, 2], reader.Bytes(2).ToArray());
        Assert.Equal(1, reader.Left);
        Assert.True(reader.Bytes(0).IsEmpty);
        Assert.Equal(3, reader.Byte());
        reader.End();
        Assert.Throws<LedgerFormatException>(() => new ByteReader([1]).Bytes(2).Length);
        Assert.Throws<LedgerFormatException>(() => new ByteReader([1]).End());
    }
}
