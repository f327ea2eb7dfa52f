using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Functions.Tests.Invoices;

public sealed class SeriesTableTests(Azurite azurite)
{
    private static readonly DateTimeOffset Noon = SomeLedger.Noon;

    private static int _series;

    [Fact]
    public async Task Numbers_begin_at_one_and_follow_the_drafts()
    {
        var (table, series) = (await Table(), Fresh());

        var taken = await table.Take(series, [Draft("b", 2), Draft("a", 1)], default);
        var next = await table.Take(series, [Draft("c", 3)], default);

        Assert.Equal(
            [("a", 1L), ("b", 2L), ("c", 3L)],
            new[] { ("a", 1), ("b", 2) }.Select(it => (it.Item1, taken[Id(it.Item1, it.Item2)].Number))
                .Append(("c", next[Id("c", 3)].Number)));
    }

    [Fact]
    public async Task A_document_keeps_its_number_whoever_asks_again()
    {
        var (table, series) = (await Table(), Fresh());
        var first = await table.Take(series, [Draft("a", 1)], default);

        var again = await table.Take(series, [Draft("b", 2), Draft("a", 1)], default);

        Assert.Equal(first[Id("a", 1)], again[Id("a", 1)]);
        Assert.Equal(2, again[Id("b", 2)].Number);
        Assert.Equal(2, await table.Count(series, default));
    }

    [Fact]
    public async Task A_day_of_issue_is_never_before_that_of_an_earlier_number()
    {
        var (table, series) = (await Table(), Fresh());
        await table.Take(series, [Draft("late", 9)], default);

        var early = await table.Take(series, [Draft("early", 1)], default);

        Assert.Equal((2, Noon.AddMinutes(9)), (early[Id("early", 1)].Number, early[Id("early", 1)].IssuedAt));
    }

    [Fact]
    public async Task Sixteen_issuers_at_once_leave_no_gap_and_give_nothing_twice()
    {
        var series = Fresh();
        var all = Enumerable.Range(0, 16).Select(issuer => Enumerable.Range(0, 12).Select(number =>
            Draft($"{issuer}-{number}", issuer * 12 + number)).ToList()).ToList();

        var taken = await Task.WhenAll(all.Select(async drafts =>
        {
            var table = await Table();
            var numbers = new List<KeyValuePair<DocumentId, Numbered>>();
            foreach (var some in drafts.Chunk(5)) numbers.AddRange(await table.Take(series, some, default));
            return numbers;
        }));

        await MustBeGapless(series, [.. taken.SelectMany(it => it)], all.SelectMany(it => it).Count());
    }

    [Fact]
    public async Task Issuers_that_ask_for_the_same_documents_give_each_one_number()
    {
        var series = Fresh();
        var drafts = Enumerable.Range(0, 20).Select(number => Draft($"same-{number}", number)).ToList();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async issuer =>
            await (await Table()).Take(series, [.. drafts.Skip(issuer).Take(13)], default)));

        await MustBeGapless(series, [.. taken.SelectMany(it => it).Distinct()], drafts.Count);
    }

    [Fact]
    public async Task Whatever_call_breaks_whoever_goes_on_leaves_no_gap()
    {
        var tried = await FaultPlan.TryEach(async faults =>
        {
            var series = Fresh();
            await (await Table()).Take(series, [Draft("before", 0)], default);
            Numbering[] drafts = [Draft("a", 1), Draft("b", 2)];
            try
            {
                await (await Table(faults)).Take(series, drafts, default);
            }
            catch (Exception fault) when (fault is ProcessKilledException or BusyException or TaskCanceledException
                or Azure.RequestFailedException)
            {
                // The process is gone; another one takes up its documents.
            }
            var resumed = await (await Table()).Take(series, drafts, default);
            var other = await (await Table()).Take(series, [Draft("c", 3)], default);

            var before = await (await Table()).Take(series, [Draft("before", 0)], default);
            await MustBeGapless(series, [.. before, .. resumed, .. other], 4);
        });

        Assert.True(tried >= 18, $"{tried}");
    }

    private static async Task MustBeGapless(
        SeriesName series, IReadOnlyCollection<KeyValuePair<DocumentId, Numbered>> taken, int count, SeriesTable table)
    {
        Assert.Equal(count, taken.Count);
        Assert.Equal(Enumerable.Range(1, count).Select(it => (long)it), taken.Select(it => it.Value.Number).Order());
        var byNumber = taken.OrderBy(it => it.Value.Number).ToList();
        Assert.Equal(byNumber.Select(it => it.Value.IssuedAt).Order(), byNumber.Select(it => it.Value.IssuedAt));
        foreach (var (document, numbered) in byNumber)
            Assert.Equal(document, (await table.Find(series, numbered.Number, default))!.Value.Document);
        Assert.Equal(count, await table.Count(series, default));
        Assert.Null(await table.Find(series, count + 1, default));
    }

    private async Task MustBeGapless(
        SeriesName series, IReadOnlyCollection<KeyValuePair<DocumentId, Numbered>> taken, int count) =>
        await MustBeGapless(series, taken, count, await Table());

    private static SeriesName Fresh() =>
        SeriesName.Of($"T{Interlocked.Increment(ref _series)}", DocumentKind.Invoice, 2026);

    private static DocumentId Id(string name, int minute) =>
        DocumentId.Of(new(name, Noon.AddMinutes(minute)));

    private static Numbering Draft(string name, int minute) =>
        new(AccountId.Parse("acme"), Id(name, minute), Noon.AddMinutes(minute));

    private async Task<SeriesTable> Table(FaultPlan? faults = null)
    {
        TableClient rows = await azurite.Table(SeriesTable.Name, faults);
        return new(rows, TimeProvider.System, new Jitter(7));
    }
}
