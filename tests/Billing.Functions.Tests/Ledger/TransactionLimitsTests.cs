using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Functions.Tests.Ledger;

public sealed class TransactionLimitsTests
{
    [Theory]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void A_binary_column_holds_64_KiB(int bytes, bool fits) =>
        Expect(fits, [Row("a", ("Data", new byte[bytes]))]);

    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_769, false)]
    public void A_text_column_holds_32_Ki_characters(int characters, bool fits) =>
        Expect(fits, [Row("a", ("Data", new string('x', characters)))]);

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void A_row_holds_1_MiB(int columns, bool fits) =>
        Expect(fits, [Row("a", [.. Enumerable.Range(0, columns).Select(i => ($"Data{i}", (object)new byte[65_536]))])]);

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public void A_row_holds_252_columns(int columns, bool fits) =>
        Expect(fits, [Row("a", [.. Enumerable.Range(0, columns).Select(i => ($"Data{i}", (object)1L))])]);

    [Theory]
    [InlineData(47, true)]
    [InlineData(48, false)]
    public void A_transaction_holds_4_MiB_as_it_is_sent(int rows, bool fits) =>
        Expect(fits, [.. Enumerable.Range(0, rows).Select(i => Row($"r{i}", ("Data", new byte[65_536])))]);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_transaction_holds_100_rows(int rows, bool fits) =>
        Expect(fits, [.. Enumerable.Range(0, rows).Select(i => Row($"r{i}"))]);

    [Fact]
    public void A_row_is_written_once_in_a_transaction() =>
        Assert.Throws<ArgumentException>(() => TransactionLimits.Check([Row("a"), Row("a")]));

    [Fact]
    public void A_transaction_has_one_partition() =>
        Assert.Throws<ArgumentException>(
            () => TransactionLimits.Check([Row("a"), new(TableTransactionActionType.Add, new TableEntity("q", "b"))]));

    private static void Expect(bool fits, IReadOnlyList<TableTransactionAction> actions)
    {
        if (fits) TransactionLimits.Check(actions);
        else Assert.Throws<LedgerEntryTooLargeException>(() => TransactionLimits.Check(actions));
    }

    private static TableTransactionAction Row(string key, params (string Name, object Value)[] columns)
    {
        var row = new TableEntity("p", key);
        foreach (var (name, value) in columns) row[name] = value;
        return new(TableTransactionActionType.Add, row);
    }
}
