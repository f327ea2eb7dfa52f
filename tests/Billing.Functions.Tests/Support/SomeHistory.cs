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
    private readonly List<(LineId Id, RatedLine Line)> _standing = [];
    private readonly List<(MovementFact Fact, long Seq)> _lots = [];
    private int _number;

    public AccountId Account { get; } = SomeLedger.Account("past");

    public LedgerTable Ledger => ledger;

    public LedgerReader Reader { get; } = new(ledger);

    /// <summary>Long ago: nothing that is committed later can have an earlier time.</summary>
    public Task Open() => Commit(Entry(Opened()) with { Time = Noon.AddDays(-60) });

    /// <summary>
    /// Usage of two services (kind 0 and 1), a top-up (2), a voucher (3), or a charge taken back (4), if there is one.
    /// </summary>
    public async Task Happen(Happening it)
    {
        var (name, head) = ($"{++_number}", await ledger.Load(Account, default));
        var entry = it.Kind switch
        {
            0 => SomeLedger.Usage(head.State, it.Size, it.Time, prefix: $"{name}-"),
            1 => Other(head, it, name),
            3 => new LedgerEntry(it.Time) { Movements = [SomeLedger.Voucher($"{it.Size}", $"red-{name}")] },
            4 when _standing.Count > 0 => new LedgerEntry(it.Time) { Movements = [TakeBack(head, it)] },
            _ => new LedgerEntry(it.Time) { Movements = [TopUp($"{it.Size}", $"pay-{name}")] },
        };
        await Commit(entry);
        Remember(head, entry);
    }

    public async Task<AccountHead> Commit(LedgerEntry entry)
    {
        var result = await ledger.Commit(await ledger.Load(Account, default), entry, [], default);
        return Assert.IsType<CommitResult.Committed>(result).Head;
    }

    /// <summary>Some of it of a model, some of an instance, some of nothing that has a name.</summary>
    private static LedgerEntry Other(AccountHead head, Happening it, string name)
    {
        string[] dimensions = ["", "instance=i-7;region=eu", "model=llama-70b"];
        var events = Enumerable.Range(0, it.Size).Select(i => ($"{name}-{i}", it.Time.AddSeconds(i * 600), 5L));
        var lines = Rate(AccountBook.From(head.State), events, new ServiceName("gpu-container"));
        return new(Noon)
        {
            Lines = [.. lines.Select((line, i) => line with { Dimensions = dimensions[(it.Size + i) % 3] })],
        };
    }

    private MovementFact.UsageReversed TakeBack(AccountHead head, Happening it)
    {
        var (id, line) = _standing[it.Size % _standing.Count];
        _standing.RemoveAt(it.Size % _standing.Count);
        var book = AccountBook.From(head.State);
        var gone = _lots
            .Select(lot => LotOrigin.Of(lot.Fact, lot.Seq)!)
            .Where(lot => line.Legs.Any(leg => leg.Fund == lot.Id) && !book.Holds(lot.Id));
        return new(
            ReversedUsage.Of(id, line, new Dictionary<LotId, CoverTerms>()),
            new(ReversalKind.Void, $"v-{_number}", line.Time),
            [.. gone]);
    }

    private void Remember(AccountHead before, LedgerEntry entry)
    {
        var seq = before.Seq + 1;
        foreach (var fact in entry.Movements)
        {
            if (fact is MovementFact.TopUpCredited or MovementFact.VoucherGranted) _lots.Add((fact, seq));
            seq++;
        }
        foreach (var day in entry.Lines.GroupBy(line => LedgerKeys.DayOf(line.Time)))
        {
            _standing.AddRange(day.Select((line, i) => (new LineId(day.Key, seq, i), line)));
            seq += day.Count();
        }
    }

    /// <summary>Every entry of the last hundred days, newest first.</summary>
    public async Task<List<HistoryEntry>> All()
    {
        var all = new List<HistoryEntry>();
        var today = LedgerKeys.DayOf(Noon);
        for (var day = today.AddDays(-100); day <= today.AddDays(1); day = day.AddDays(1))
        {
            foreach (var movement in await Reader.Movements(Account, day, default))
                if (HistoryEntry.Of(movement) is { } entry)
                    all.Add(entry with { Resource = await OfReversed(movement) });
            foreach (var summary in await Reader.Segments(Account, day, default))
            {
                var segment = (await Reader.Segment(Account, day, summary.FirstSeq, default))!;
                all.AddRange(Enumerable.Range(0, segment.Lines.Length).Select(i => HistoryEntry.Of(segment, i)));
            }
        }
        return [.. all.OrderByDescending(entry => entry.Position)];
    }

    private async Task<UsageResource?> OfReversed(Movement movement) =>
        movement.Fact is MovementFact.UsageReversed reversed
            ? UsageResource.Of((await Reader.Line(Account, reversed.Usage.Line, default))!.Dimensions)
            : null;

    /// <summary>All pages, one after the other.</summary>
    /// <param name="segments">So many are opened for a page.</param>
    public async Task<List<HistoryEntry>> Pages(
        HistoryFilter filter, int limit, Func<Task>? between = null, int segments = HistoryReader.MaxSegments)
    {
        var (all, reader) = (new List<HistoryEntry>(), new HistoryReader(Reader, new(Reader), segments));
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
