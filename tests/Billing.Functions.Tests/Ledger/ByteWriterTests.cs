using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class ByteWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(4096)]
    public void What_is_written_does_not_depend_on_the_room_at_the_start(int capacity)
    {
        var writer = new ByteWriter(capacity);

        writer.Byte(7);
        writer.Varint(ulong.MaxValue);
        writer.Text("né");
        writer.Bytes([1, 2, 3]);
        writer.Room(2).Fill(9);
        writer.Text(new string('x', 40));
        writer.Signed(-2);

        var hex = "07" + "ffffffffffffffffff01" + "036ec3a9" + "010203" + "0909" + "28"
            + string.Concat(Enumerable.Repeat("78", 40)) + "03";
        Assert.Equal(hex, Convert.ToHexStringLower(writer.ToArray()));
        Assert.Equal(hex.Length / 2, writer.Length);
    }

    [Fact]
    public void Clearing_starts_anew()
    {
        var writer = new ByteWriter(4);
        writer.Bytes([1, 2, 3]);

        writer.Clear();
        Assert.Equal(0, writer.Length);
        writer.Byte(5);

        Assert.Equal([5], writer.ToArray());
    }

    [Fact]
    public void A_text_of_64_KiB_is_written_and_a_longer_one_refused()
    {
        var largest = new string('x', ByteReader.MaxTextBytes);
        var writer = new ByteWriter();
        writer.Text(largest);

        Assert.Equal(largest, new ByteReader(writer.Written).Text());
        Assert.Throws<LedgerEntryTooLargeException>(() => writer.Text(largest + "x"));
        Assert.Throws<LedgerEntryTooLargeException>(
            () => writer.Text(new string('é', ByteReader.MaxTextBytes / 2 + 1)));
    }

    [Fact]
    public void A_negative_count_is_a_bug() =>
        Assert.Throws<OverflowException>(() => new ByteWriter().Count(-1));
}
