using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class HistoryReaderTests(Azurite azurite)
{
    private static readonly string?[] Names = ["llama-70b", null, "i-7"];

    private static readonly Gen<Happening> AnyHappening = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[-40_000, 40_000], Gen.Int[1, 30], (kind, days, seconds, size) =>
            new Happening(kind, days * days, seconds, size));

    private static readonly Gen<HistoryFilter> AnyFilter = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[-30, 0], Gen.Int[0, 20], Gen.Int[0, 6],
        (service, kind, bounds, from, days, use) =>
            new HistoryFilter(
                service switch { 0 => Inference, 1 => new ServiceName("gpu-container"), _ => null },
                kind == 5 ? HistoryStatus.Success : null,
                kind switch { < 4 and > 0 => (HistoryKind)kind, 6 => HistoryKind.Reversal, _ => null },
                From: (bounds & 1) == 0 ? null : Noon.AddDays(from),
                Until: (bounds & 2) == 0 ? null : Noon.AddDays(from + days + 1))
            {
                Meter = use == 1 ? InputTokens : null,
                Resource = use is < 2 or > 4 ? null : new UsageResource(Names[use - 2]),
            });

    [Fact]
    public Task Pages_together_are_the_history_whatever_the_filter() => Gen
        .Select(AnyHappening.Array[0, 8], AnyFilter.Array[6], Gen.Int[1, 25], Gen.Int[1, 6])
        .SampleAsync(
            async (happenings, filters, limit, segments) =>
            {
                var past = await Past(happenings);
                var all = await past.All();
                foreach (var filter in filters)
                    Assert.Equal(
                        Ids(all.Where(filter.Includes)), Ids(await past.Pages(filter, limit, segments: segments)));
            },
            iter: 12,
            threads: 1);

    [Fact]
    public Task Pages_neither_repeat_nor_skip_what_was_there_while_more_is_written() => Gen
        .Select(AnyHappening.Array[2, 8], AnyHappening.Array[40], Gen.Int[1, 25], Gen.Int[1, 6])
        .SampleAsync(
            async (happenings, later, limit, segments) =>
            {
                var past = await Past(happenings);
                var before = await past.All();
                var written = 0;

                var pages = await past.Pages(new(), limit, async () =>
                {
                    if (written < later.Length) await past.Happen(later[written++]);
                }, segments);

                var after = (await past.All()).Select(entry => entry.Id).ToHashSet();
                Assert.Equal(pages.OrderByDescending(entry => entry.Position).Select(entry => entry.Id), Ids(pages));
                Assert.Equal(pages.Count, pages.Select(entry => entry.Id).Distinct().Count());
                Assert.Empty(before.Select(entry => entry.Id).Except(Ids(pages)));
                Assert.Empty(Ids(pages).Except(after));
            },
            iter: 12,
            threads: 1);

    [Fact]
    public Task The_sum_of_all_entries_is_the_balance() => Gen
        .Select(AnyHappening.Array[1, 8], Gen.Int[1, 50])
        .SampleAsync(
            async (happenings, limit) =>
            {
                var past = await Past(happenings);
                var head = await new LedgerTable(await azurite.Table(LedgerTable.Name)).Load(past.Account, default);

                var entries = await past.Pages(new(Status: HistoryStatus.Success), limit);

                var sum = entries.Aggregate(Amount.Zero(Currency.Usd), (total, entry) => total + entry.Amount);
                Assert.Equal(Balance.Of(head.State, Noon).Total, sum);
            },
            iter: 12,
            threads: 1);

    [Fact]
    public async Task A_page_of_a_long_past_is_found_across_empty_years()
    {
        var past = await Past([]);
        await past.Happen(new(0, Days: 3_650, 0, Size: 3));
        await past.Happen(new(0, Days: 0, 0, Size: 2));

        var entries = await past.Pages(new(), limit: 4);

        Assert.Equal(5, entries.Count);
        Assert.Equal(Noon.AddDays(-3_650), entries[^1].Date);
    }

    [Fact]
    public async Task A_search_without_finds_is_cut_into_short_pages_that_go_on()
    {
        var days = Enumerable.Range(0, HistoryReader.MaxDays + 5);
        var past = await Past([.. days.Select(day => new Happening(0, day, 0, 1))]);
        var reader = new HistoryReader(past.Reader, new(past.Reader));
        var filter = new HistoryFilter(Service: new ServiceName("gpu-container"));

        var first = await reader.Read(past.Account, filter, null, 10, Noon, default);
        var second = await reader.Read(past.Account, filter, first.Next, 10, Noon, default);

        Assert.Empty(first.Entries);
        Assert.NotNull(first.Next);
        Assert.Empty(second.Entries);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_search_in_a_day_of_many_segments_opens_few_for_a_page_and_finds_what_is_there()
    {
        var past = await Past([.. Enumerable.Range(0, 12).Select(i => new Happening(i == 0 ? 1 : 0, 0, i * 9, 1))]);
        var filter = new HistoryFilter { Resource = new("i-7") };
        var reader = new HistoryReader(past.Reader, new(past.Reader), maxSegments: 3);
        var (all, pages, after) = (new List<HistoryEntry>(), 0, default(HistoryPosition?));
        do
        {
            var page = await reader.Read(past.Account, filter, after, 10, Noon, default);
            all.AddRange(page.Entries);
            after = page.Next;
            pages++;
        }
        while (after is not null);

        Assert.Equal(Ids((await past.All()).Where(filter.Includes)), Ids(all));
        Assert.True(pages is > 1 and < 12, $"{pages} pages");
    }

    [Fact]
    public async Task An_account_without_a_past_has_an_empty_history()
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));

        Assert.Empty(await past.Pages(new(), limit: 50));
    }

    private static IEnumerable<string> Ids(IEnumerable<HistoryEntry> entries) => entries.Select(entry => entry.Id);

    private async Task<SomeHistory> Past(IReadOnlyList<Happening> happenings)
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        foreach (var happening in happenings) await past.Happen(happening);
        return past;
    }
}
