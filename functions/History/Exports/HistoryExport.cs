using System.Runtime.CompilerServices;
using Billing.Money;
using Billing.Platform;
using Billing.Platform.Sheets;
using Billing.TopUps;

namespace Billing.History.Exports;

/// <summary>Writes the credit history of an account into a workbook while it is read.</summary>
public sealed class HistoryExport(HistoryScan scan, UnsettledReader unsettled)
{
    /// <exception cref="InvariantException">The rows do not come to what the ledger holds.</exception>
    public async Task Write(ExportScope scope, Workbook book, ExportTally tally, CancellationToken stop)
    {
        var zone = new SheetZone(scope.TimeZone);
        var sheet = new HistorySheet(zone);
        await book.Begin(sheet.Layout, stop);
        AmountSum? sum = scope.Currency is { } currency ? AmountSum.Zero(currency) : null;
        await foreach (var entry in Entries(scope, stop))
        {
            await book.Add(sheet.Row(entry), stop);
            sum += entry.Amount;
            await tally.Add(book.Bytes, stop);
        }
        Invariant.Holds(
            !scope.IsWhole || sum == scope.Balance + scope.Plans,
            "I4 all entries of a history come to what its ledger holds");

        await book.Begin(AccountSheet.Layout, stop);
        foreach (var row in AccountSheet.Rows(scope, zone, tally.Rows, sum)) await book.Add(row, stop);
        await book.End(stop);
    }

    /// <summary>What is pending or failed is no part of the ledger: it is read from the payments.</summary>
    private async IAsyncEnumerable<HistoryView> Entries(
        ExportScope scope, [EnumeratorCancellation] CancellationToken stop)
    {
        if (!scope.Filter.WantsPayments)
        {
            await foreach (var entry in scan.Read(scope.Head, scope.Filter, scope.MadeAt, stop))
                yield return HistoryView.Of(entry);
            yield break;
        }

        TopUpId? after = null;
        do
        {
            var page = await unsettled.Read(scope.Head.Account, scope.Filter, after, Page.MaxLimit, stop);
            foreach (var entry in page.Entries) yield return entry;
            after = page.Next;
        }
        while (after is not null);
    }
}
