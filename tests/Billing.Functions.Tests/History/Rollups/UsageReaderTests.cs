using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.History.Rollups;
using Billing.Ledger;
using Billing.Money;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History.Rollups;

public sealed class UsageReaderTests(Azurite azurite)
{
    private static readonly string[] Zones = ["UTC", "Asia/Tokyo", "Asia/Kolkata", "America/New_York"];

    private static readonly Gen<Happening> AnyHappening = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[-40_000, 40_000], Gen.Int[1, 30], (kind, days, seconds, size) =>
            new Happening(kind, days * days, seconds, size));

    /// <summary>
    /// Each row is what the credit history lists for the row's own filters, and together they are all of its usage;
    /// also once more came to days that were summed up before.
    /// </summary>
    [Fact]
    public Task Rows_are_the_sums_of_the_events_that_they_lead_to() => Gen
        .Select(AnyHappening.Array[1, 7], AnyHappening.Array[0, 4], Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[1, 9])
        .SampleAsync(
            async (happenings, later, zone, by, limit) =>
            {
                var past = await Past(happenings);
                var spans = new UsageSpans(Zones[zone], (UsageBy)by);
                await RequireSums(past, spans, new(), limit);
                foreach (var happening in later) await past.Happen(happening);
                await RequireSums(past, spans, new(), limit);
                await RequireSums(past, spans, new(Service: Inference), limit);
                await RequireSums(past, spans, new(Resource: new("llama-70b")), limit);
                var (from, until) = (spans.SpanOf(Noon.AddDays(-4)).From, spans.SpanOf(Noon).From);
                await RequireSums(past, spans, new(From: from, Until: until), limit);
            },
            iter: 8,
            threads: 1);

    [Fact]
    public async Task A_day_that_takes_more_than_a_request_is_summed_up_over_several()
    {
        var past = await Past([.. Enumerable.Range(0, 12).Select(i => new Happening(i % 2, 0, i, 2))]);
        var (days, table) = (new UsageDayReader(past.Reader, await Table()), await Table());
        var day = LedgerKeys.DayOf(Noon);

        Assert.Null(await days.Read(past.Account, day, 60, new(5), default));
        Assert.Equal(10, (await table.Find(past.Account, day, 60, default))!.Sums.Values.Sum(it => it.Charges));
        Assert.Null(await days.Read(past.Account, day, 60, new(5), default));
        var whole = await days.Read(past.Account, day, 60, new(5), default);

        Assert.Equal(24, whole!.Sums.Values.Sum(it => it.Charges));
    }

    [Fact]
    public async Task What_was_summed_up_is_not_opened_again()
    {
        var past = await Past([.. Enumerable.Range(0, 12).Select(i => new Happening(0, 0, i, 2))]);
        var (days, day) = (new UsageDayReader(past.Reader, await Table()), LedgerKeys.DayOf(Noon));
        await days.Read(past.Account, day, 60, new(100), default);
        var budget = new FoldBudget(100);

        await days.Read(past.Account, day, 60, budget, default);

        Assert.Equal(100, budget.Left);
    }

    private async Task RequireSums(SomeHistory past, UsageSpans spans, UsageFilter filter, int limit)
    {
        var rows = await Pages(past, spans, filter, limit);
        var all = await past.All();
        var counted = new HashSet<string>();
        foreach (var row in rows)
        {
            var it = row.Events;
            Assert.Equal((row.From, row.To), spans.SpanOf(it.From));
            Assert.True(UsageResource.TryParse(it.Resource, out var resource), "A row leads to its events");
            var events = await past.Pages(
                new(it.Service, From: it.From, Until: it.To) { Meter = it.Meter, Resource = resource }, limit: 20);
            Assert.All(events, entry => Assert.True(counted.Add(entry.Id), "An event is in one row"));
            var sum = events.Aggregate(AmountSum.Zero(Currency.Usd), (total, entry) => total + entry.Amount);
            Assert.Equal(sum, row.GivenBack - row.Amount);
            Assert.Equal(row.Charges, events.Count(entry => entry.Kind == HistoryKind.Usage));
            Assert.Equal(
                row.Amount, row.Funding.Aggregate(AmountSum.Zero(Currency.Usd), (total, fund) => total + fund.Amount));
        }
        var expected = all.Where(entry => entry.Kind is HistoryKind.Usage or HistoryKind.Reversal
            && (filter.Service is null || entry.Service == filter.Service)
            && (filter.Resource is null || entry.Resource == filter.Resource)
            && filter.Includes(entry.Date));
        Assert.Equal(expected.Select(entry => entry.Id).Order(), counted.Order());
    }

    private async Task<List<UsageRow>> Pages(SomeHistory past, UsageSpans spans, UsageFilter filter, int limit)
    {
        var reader = new UsageReader(new(past.Reader), new(past.Reader, await Table()));
        var (rows, after) = (new List<UsageRow>(), default(UsagePosition?));
        do
        {
            var page = await reader.Read(past.Account, spans, filter, after, limit, Noon, default);
            Assert.True(page.Rows.Count <= limit, "A page has its limit at most");
            rows.AddRange(page.Rows);
            var goesOn = after is null || page.Next is null || page.Next.Value.CompareTo(after.Value) > 0;
            Assert.True(goesOn, "Pages go on");
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(rows.OrderByDescending(row => row.From).Select(row => row.From), rows.Select(row => row.From));
        return rows;
    }

    private async Task<UsageDayTable> Table()
    {
        await azurite.Table(UsageDayTable.Name);
        return new(await azurite.Tables());
    }

    private async Task<SomeHistory> Past(IReadOnlyList<Happening> happenings)
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        foreach (var happening in happenings) await past.Happen(happening);
        return past;
    }
}
