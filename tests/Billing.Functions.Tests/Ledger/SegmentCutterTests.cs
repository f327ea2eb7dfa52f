using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class SegmentCutterTests
{
    /// <summary>
    /// Each line's cost can be counted, and so can the debt; credit pays for what their sum is more than that.
    /// </summary>
    [Theory]
    [InlineData("0.0000000001", 2)]
    [InlineData("0", 1)]
    public async Task Lines_whose_sum_cannot_be_counted_are_cut_into_segments_that_can(string more, int segments)
    {
        var most = new Amount(long.MaxValue, Currency.Usd);
        var ledger = new MemoryLedger(Account("dear"));
        ledger.Commit(Opening("100"));
        var first = Usd("40") + Usd(more);
        var book = AccountBook.From(ledger.Head.State);

        ledger.Commit(new(Noon) { Lines = [Line(book, "a", first), Line(book, "b", most - Usd("40"))] });

        Assert.Equal(segments, ledger.Rows.Count(row => row.RowKey[0] == LedgerKeys.SegmentRow));
        Assert.Equal(most - Usd("100") + Usd(more), ledger.Head.State.Debt);
        var report = await ledger.Audit();
        Assert.True(report.Ok, $"{report.FirstBroken}");
        Assert.Equal(2, report.Lines);
    }

    private static RatedLine Line(AccountBook book, string id, Amount amount)
    {
        var one = Quantity.Of(1);
        var line = new RatedLine(
            "gateway/eu-1", id, Noon, Inference, InputTokens, "", "{quantity} uses", "inference@1",
            book.TierStart(Inference, InputTokens, Noon), one, one, amount,
            book.Draw(Inference, Noon, Noon, one, amount).Legs, IsLate: false);
        book.Apply(line, Noon);
        return line;
    }
}
