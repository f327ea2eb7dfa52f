using Billing.Invoices;
using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.World;
using Billing.TopUps;
using static Billing.Simulation.Support.Answers;

namespace Billing.Simulation.Checks;

/// <summary>The documents, held against the payments that they document and the register of their numbers.</summary>
public static class InvoiceTruth
{
    /// <summary>Once everything is quiet.</summary>
    public static void Check(SimWorld world)
    {
        var documents = world.Store.Open(DocumentTable.Name).Rows
            .Where(row => row.RowKey[0] == 'D')
            .Select(row => (Row: row, Document: DocumentJson.Read((byte[])row["Document0"]!)))
            .ToList();
        foreach (var (row, document) in documents)
            world.Violations.Require(row["Number"] is string, "Each document is issued", $"{document.Cause}");
        CheckNumbers(world, documents.Select(it => (it.Document, it.Row["Number"] as string)).ToList());
        CheckPayments(world, [.. documents.Select(it => it.Document)]);
        foreach (var (row, document) in documents)
        {
            var credited = new Amount((long)row["Credited"]!, document.Total.Currency);
            world.Violations.Require(
                credited <= document.Total && !credited.IsNegative, "Notes are no more than their document",
                $"{document.Cause}: {credited} of {document.Total}");
        }
    }

    /// <summary>1 to n in each series, each on one document that says it, days of issue in their order.</summary>
    private static void CheckNumbers(SimWorld world, List<(BillingDocument Document, string? Number)> documents)
    {
        var said = documents.ToLookup(it => it.Number, it => it.Document.Id.Value, StringComparer.Ordinal);
        var register = world.Store.Open(SeriesTable.Name).Rows;
        foreach (var series in register.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            var given = series.Where(row => row.RowKey.StartsWith("number|", StringComparison.Ordinal)).ToList();
            var last = (long)series.Single(row => row.RowKey == "counter")["Last"]!;
            Require(given.Count == last, "Numbers are gapless", $"{series.Key}: {given.Count} of {last}");
            var earlier = 0L;
            foreach (var (index, row) in given.Index())
            {
                var number = $"{series.Key}-{index + 1:D6}";
                Require(row.RowKey == $"number|{index + 1:D10}", "Numbers are gapless", $"{row.RowKey} for {number}");
                Require(
                    said[number].SequenceEqual([(string)row["Document"]!]), "A number is on its document alone",
                    number);
                Require((long)row["IssuedAt"]! >= earlier, "Days of issue never go back", number);
                earlier = (long)row["IssuedAt"]!;
            }
        }

        void Require(bool holds, string rule, string detail) => world.Violations.Require(holds, rule, detail);
    }

    /// <summary>One receipt a payment, and what went back of it is documented to the last unit.</summary>
    private static void CheckPayments(SimWorld world, IReadOnlyList<BillingDocument> documents)
    {
        var byCause = documents.ToDictionary(it => (it.Account, it.Cause));
        var topUps = new TopUpTable(new LedgerTable(world.Open));
        foreach (var topUp in world.Watch.Accounts.SelectMany(shadow => Now(All(topUps, shadow.Account))))
        {
            if (topUp is not { Credited: { } credited, Account: var account }) continue;
            var receipt = byCause.GetValueOrDefault((account, $"payment:{topUp.Id}"));
            world.Violations.Require(
                receipt?.Total == credited, "Each payment has its receipt", $"{account} {topUp.Id} {credited}");
            var back = Amount.Zero(credited.Currency);
            foreach (var note in documents.Where(it =>
                it.Account == account && it.Cause.StartsWith($"payment:{topUp.Id}:", StringComparison.Ordinal)))
                back = note.Kind == DocumentKind.CreditNote ? back + note.Total : back - note.Total;
            world.Violations.Require(
                back == topUp.NetTaken, "What went back is documented", $"{account} {topUp.Id}: {back}");
        }
    }

    private static async Task<List<TopUp>> All(TopUpTable topUps, AccountId account)
    {
        var found = new List<TopUp>();
        await foreach (var topUp in topUps.NewestFirst(account, null, default)) found.Add(topUp);
        return found;
    }
}
