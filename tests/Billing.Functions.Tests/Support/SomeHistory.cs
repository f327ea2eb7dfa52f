using Billing.History;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Support;

/// <summary>One thing that happens to an account, as a property test makes it up.</summary>
/// <param name="Days">Before noon of the test's day; so many seconds later.</param>
/// <param name="Size">Events, or dollars.</param>
public readonly record struct Happening(int Kind, int Days, int Seconds, int Size)
{
    public DateTimeOffset Time => Noon.AddDays(-Days).AddSeconds(Seconds);
}

/// <summary>Writes a past for an account, and tells the whole of it the slow and simple way.</summary>
public sealed class SomeHistory(LedgerTable ledger)
{
    private int _number;

    public AccountId Account { get; } = SomeLedger.Account("past");

    public LedgerTable Ledger => ledger;

    public LedgerReader Reader { get; } = new(ledger);

    /// <summary>Long ago: nothing that is committed later can have an earlier time.</summary>
    public Task Open() => Commit(Entry(Opened()) with { Time = Noon.AddDays(-60) });

    /// <summary>Usage (kind 0 and 1), a top-up (2) or a voucher (3).</summary>
    public async Task Happen(Happening it)
    {
        var name = $"{++_number}";
        var head = await ledger.Load(Account, default);
        await Commit(it.Kind switch
        {
            0 or 1 => SomeLedger.Usage(head.State, it.Size, it.Time, prefix: $"{name}-"),
            2 => new LedgerEntry(it.Time) { Movements = [TopUp($"{it.Size}", $"pay-{name}")] },
            _ => new LedgerEntry(it.Time) { Movements = [SomeLedger.Voucher($"{it.Size}", $"red-{name}")] },
        });
    }

    public async Task<AccountHead> Commit(LedgerEntry entry)
    {
        var result = await ledger.Commit(await ledger.Load(Account, default), entry, [], default);
        return Assert.IsType<CommitResult.Committed>(result).Head;
    }

    /// <summary>Every entry of the last hundred days, newest first.</summary>
    public async Task<List<HistoryEntry>> All()
    {
        var all = new List<HistoryEntry>();
        var today = LedgerKeys.DayOf(Noon);
        for (var day = today.AddDays(-100); day <= today.AddDays(1); day = day.AddDays(1))
        {
            all.AddRange(
                (await Reader.Movements(Account, day, default)).Select(HistoryEntry.Of).OfType<HistoryEntry>());
            foreach (var summary in await Reader.Segments(Account, day, default))
            {
                var segment = (await Reader.Segment(Account, day, summary.FirstSeq, default))!;
                all.AddRange(Enumerable.Range(0, segment.Lines.Length).Select(i => HistoryEntry.Of(segment, i)));
            }
        }
        return [.. all.OrderByDescending(entry => entry.Position)];
    }

    /// <summary>All pages, one after the other.</summary>
    public async Task<List<HistoryEntry>> Pages(HistoryFilter filter, int limit, Func<Task>? between = null)
    {
        var (all, reader) = (new List<HistoryEntry>(), new HistoryReader(Reader, new(Reader)));
        HistoryPosition? after = null;
        do
        {
            var page = await reader.Read(Account, filter, after, limit, Noon, default);
            Assert.True(page.Entries.Count <= limit, "A page has its limit at most");
            all.AddRange(page.Entries);
            after = page.Next;
            if (between is not null) await between();
        }
        while (after is not null);
        return all;
    }
}
