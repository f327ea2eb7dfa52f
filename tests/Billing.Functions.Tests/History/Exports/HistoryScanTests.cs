using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.History.Exports;
using Billing.Ledger;
using Billing.Money;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History.Exports;

public sealed class HistoryScanTests(Azurite azurite)
{
    private static readonly string?[] Names = ["llama-70b", null, "i-7"];

    private static readonly Gen<Happening> AnyHappening = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[-40_000, 40_000], Gen.Int[1, 30], (kind, days, seconds, size) =>
            new Happening(kind, days * days, seconds, size));

    private static readonly Gen<HistoryFilter> AnyFilter = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[-30, 0], Gen.Int[0, 20], Gen.Int[0, 6],
        (service, kind, bounds, from, days, use) =>
            new HistoryFilter(
                service switch { 0 => Inference, 1 => new ServiceName("gpu-container"), _ => null },
                Kind: kind switch { < 4 and > 0 => (HistoryKind)kind, 6 => HistoryKind.Reversal, _ => null },
                From: (bounds & 1) == 0 ? null : Noon.AddDays(from),
                Until: (bounds & 2) == 0 ? null : Noon.AddDays(from + days + 1))
            {
                Meter = use == 1 ? InputTokens : null,
                Resource = use is < 2 or > 4 ? null : new UsageResource(Names[use - 2]),
            });

    [Fact]
    public Task A_scan_is_the_history_whatever_the_filter_and_however_little_it_holds() => Gen
        .Select(AnyHappening.Array[0, 8], AnyFilter.Array[5], Gen.Int[1, 25])
        .SampleAsync(
            async (happenings, filters, most) =>
            {
                var past = await Past(happenings);
                var all = await past.All();
                var head = await past.Ledger.Load(past.Account, default);
                foreach (var filter in filters)
                    Assert.Equal(Ids(all.Where(filter.Includes)), Ids(await Scan(past, head, filter, most)));
            },
            iter: 12,
            threads: 1);

    [Fact]
    public Task A_scan_is_what_the_ledger_was_when_it_began_whatever_is_written_meanwhile() => Gen
        .Select(AnyHappening.Array[2, 8], AnyHappening.Array[20], Gen.Int[1, 25])
        .SampleAsync(
            async (happenings, later, most) =>
            {
                var past = await Past(happenings);
                var before = await past.All();
                var head = await past.Ledger.Load(past.Account, default);
                var written = 0;

                var scanned = await Scan(past, head, new(), most, async () =>
                {
                    if (written < later.Length) await past.Happen(later[written++]);
                });

                Assert.Equal(Ids(before), Ids(scanned));
            },
            iter: 12,
            threads: 1);

    [Fact]
    public Task The_sum_of_a_scan_is_the_balance() => Gen
        .Select(AnyHappening.Array[1, 8], Gen.Int[1, 50])
        .SampleAsync(
            async (happenings, most) =>
            {
                var past = await Past(happenings);
                var head = await past.Ledger.Load(past.Account, default);

                var entries = await Scan(past, head, new(), most);

                var sum = entries.Aggregate(Amount.Zero(Currency.Usd), (total, entry) => total + entry.Amount);
                Assert.Equal(Balance.Of(head.State, Noon).Total, sum);
            },
            iter: 12,
            threads: 1);

    [Fact]
    public async Task A_long_past_is_found_across_empty_years()
    {
        var past = await Past([]);
        await past.Happen(new(0, Days: 3_650, 0, Size: 3));
        await past.Happen(new(0, Days: 0, 0, Size: 2));
        var head = await past.Ledger.Load(past.Account, default);

        var entries = await Scan(past, head, new(), most: 4);

        Assert.Equal(5, entries.Count);
        Assert.Equal(Noon.AddDays(-3_650), entries[^1].Date);
    }

    [Fact]
    public async Task A_scan_stops_when_nobody_wants_it_any_more()
    {
        var past = await Past([new(0, 0, 0, Size: 30), new(0, 1, 0, Size: 30)]);
        var head = await past.Ledger.Load(past.Account, default);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new HistoryScan(past.Ledger, 10).Read(head, new(), Noon, stop.Token))
                await stop.CancelAsync();
        });
    }

    private static IEnumerable<string> Ids(IEnumerable<HistoryEntry> entries) => entries.Select(entry => entry.Id);

    private static async Task<List<HistoryEntry>> Scan(
        SomeHistory past, AccountHead head, HistoryFilter filter, int most, Func<Task>? between = null)
    {
        var found = new List<HistoryEntry>();
        await foreach (var entry in new HistoryScan(past.Ledger, most).Read(head, filter, Noon, default))
        {
            found.Add(entry);
            if (between is not null && found.Count % 5 == 0) await between();
        }
        return found;
    }

    private async Task<SomeHistory> Past(IReadOnlyList<Happening> happenings)
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        foreach (var happening in happenings) await past.Happen(happening);
        return past;
    }
}
