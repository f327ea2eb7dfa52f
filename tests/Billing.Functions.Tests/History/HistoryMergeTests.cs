using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class HistoryMergeTests
{
    private static readonly DateOnly Day = LedgerKeys.DayOf(Noon);

    [Fact]
    public async Task A_segment_is_opened_only_when_it_may_hold_the_next_entry()
    {
        var (early, late, straggler) = (Lines(2, 0), Lines(52, 3_600), Lines(102, 3_625));
        var opened = new List<long>();
        var merge = new HistoryMerge(new(), after: null);
        foreach (var segment in new[] { early, late, straggler }) merge.Add(SegmentSummary.Of(segment));

        var newest = await Next(merge, Open);
        Assert.Equal(151, newest!.Position.Seq);
        Assert.Equal([102], opened);

        for (var i = 0; i < 30; i++) await Next(merge, Open);
        Assert.Equal([102, 52], opened);

        Task<Segment> Open(SegmentSummary summary, CancellationToken stop)
        {
            opened.Add(summary.FirstSeq);
            return Task.FromResult(new[] { early, late, straggler }.Single(it => it.FirstSeq == summary.FirstSeq));
        }
    }

    [Fact]
    public async Task Entries_of_one_instant_come_in_the_order_of_the_ledger_latest_first()
    {
        var merge = new HistoryMerge(new(), after: null);
        foreach (var seq in new[] { 7L, 9L, 8L }) merge.Add(new Movement(seq, seq, Noon, TopUp("1", $"pay-{seq}"), []));

        Assert.Equal([9, 8, 7], (await Rest(merge)).Select(entry => entry.Position.Seq));
    }

    [Fact]
    public async Task What_the_last_page_showed_and_what_is_newer_does_not_come_again()
    {
        var merge = new HistoryMerge(new(), after: new(Noon.UtcTicks, 8));
        foreach (var seq in new[] { 7L, 8L, 9L }) merge.Add(new Movement(seq, seq, Noon, TopUp("1", $"pay-{seq}"), []));
        merge.Add(new Movement(3, 3, Noon.AddTicks(1), TopUp("1", "pay-3"), []));

        Assert.Equal([7], (await Rest(merge)).Select(entry => entry.Position.Seq));
    }

    [Fact]
    public async Task The_opening_of_an_account_is_no_entry()
    {
        var merge = new HistoryMerge(new(), after: null);
        merge.Add(new Movement(1, 1, Noon, Opened(), []));

        Assert.Empty(await Rest(merge));
    }

    private static Segment Lines(long firstSeq, int seconds)
    {
        var open = AccountState.Empty with { Currency = Billing.Money.Currency.Usd };
        var entry = SomeLedger.Usage(open, 50, Noon.AddSeconds(seconds));
        return new(Day, firstSeq, 1, entry.Lines);
    }

    private static async Task<List<HistoryEntry>> Rest(HistoryMerge merge)
    {
        var rest = new List<HistoryEntry>();
        while (await Next(merge, NoSegment) is { } entry) rest.Add(entry);
        return rest;
    }

    private static Task<Segment> NoSegment(SegmentSummary summary, CancellationToken stop) =>
        throw new InvalidOperationException("There is no segment to open.");

    /// <summary>The next older entry, opening one segment after the other; null when there is no more.</summary>
    private static async Task<HistoryEntry?> Next(
        HistoryMerge merge, Func<SegmentSummary, CancellationToken, Task<Segment>> open)
    {
        while (merge.Frontier is not null)
            foreach (var summary in merge.ToOpen(wanted: 1, most: 1)) merge.Add(await open(summary, default));
        return merge.Take();
    }
}
