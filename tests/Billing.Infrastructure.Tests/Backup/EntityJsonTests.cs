using Azure.Data.Tables;
using Billing.Backup;

namespace Billing.Infrastructure.Tests.Backup;

public sealed class EntityJsonTests
{
    private static readonly TableEntity Row = new("p|1", "r\"'\\\n|é東𝄞")
    {
        ["Text"] = "[\"int64\",\"5\"]",
        ["Empty"] = "",
        ["Int"] = int.MinValue,
        ["Long"] = long.MaxValue,
        ["Flag"] = true,
        ["Bytes"] = new byte[] { 0, 255, 1 },
        ["None"] = Array.Empty<byte>(),
        ["Time"] = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero).AddTicks(1),
    };

    [Fact]
    public void Every_type_of_column_comes_back_as_it_was()
    {
        var read = EntityJson.Read(EntityJson.Write(Row));

        Assert.Equal(Row.Keys.Order(), read.Keys.Order());
        Assert.All(Row, column =>
        {
            Assert.Equal(column.Value, read[column.Key]);
            Assert.Equal(column.Value.GetType(), read[column.Key].GetType());
        });
    }

    [Fact]
    public void What_the_store_adds_is_left_out()
    {
        var row = new TableEntity("p", "r") { Timestamp = DateTimeOffset.UnixEpoch, ETag = new("x") };

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r"}""", EntityJson.Write(row));
    }

    [Fact]
    public void A_row_is_one_line() => Assert.DoesNotContain('\n', EntityJson.Write(Row));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a":["int64","x"]}""")]
    [InlineData("""{"a":["float","1"]}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":5}""")]
    [InlineData("[]")]
    public void What_is_no_row_is_refused(string line) => Assert.Throws<BackupException>(() => EntityJson.Read(line));
}
