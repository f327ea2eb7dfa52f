using Billing.Ledger;
using Billing.Money;
using CsCheck;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Support;

/// <summary>One commit of a made-up past.</summary>
/// <param name="Kind">Usage of one of two services (0–5), top-up (6), voucher (7), or nothing but a kept event
/// (8).</param>
/// <param name="Gap">Ticks since the commit before; the clock that decides it may be slow by <paramref
/// name="Slow"/>.</param>
/// <param name="LateDays">Days that the usage is older than its commit.</param>
/// <param name="AtEdge">0, or the commit falls one tick around the next month's start in the zone: 1 before, 2 on
/// it.</param>
public readonly record struct PastCommit(int Kind, long Gap, long Slow, int LateDays, int Size, int AtEdge);

/// <summary>Makes up several months of an account, and remembers what the ledger held after each commit.</summary>
public sealed class SomeMonths(LedgerTable ledger, string timeZone, AccountId? owner = null)
{
    public static readonly Gen<PastCommit> AnyCommit = Gen.Select(
        Gen.Int[0, 8], Gen.Long[0, TimeSpan.TicksPerDay * 14], Gen.Long[0, TimeSpan.TicksPerHour], Gen.Int[0, 34],
        Gen.Int[1, 12], Gen.Int[0, 3], (kind, gap, slow, late, size, edge) =>
            new PastCommit(kind, gap, slow, late, size, edge));

    private int _number;

    public AccountId Account { get; } = owner ?? SomeLedger.Account("months");

    public LedgerTable Ledger => ledger;

    public AccountHead Head { get; private set; } = null!;

    /// <summary>The ledger's time of each commit, its entry, and what it left.</summary>
    public List<(DateTimeOffset Time, LedgerEntry Entry, AccountSums Left)> Commits { get; } = [];

    public async Task Write(DateTimeOffset start, IEnumerable<PastCommit> commits)
    {
        Head = AccountHead.New(Account);
        await Commit(new(start) { Movements = [new MovementFact.Opened(Currency.Usd, timeZone)] });
        foreach (var it in commits) await Add(it);
    }

    public Task Add(PastCommit it) => Commit(Entry(it));

    private LedgerEntry Entry(PastCommit it)
    {
        var last = Head.Time!.Value;
        var next = Billing.Statements.StatementMonth.Of(last.Year, last.Month).Next().In(timeZone).From;
        var time = it.AtEdge is 1 or 2 && next > last ? next.AddTicks(it.AtEdge - 2) : last.AddTicks(it.Gap - it.Slow);
        var name = $"{++_number}";
        var entry = new LedgerEntry(time);
        return it.Kind switch
        {
            6 => entry with { Movements = [TopUp($"0.0{it.Size}", $"pay-{name}")] },
            7 => entry with { Movements = [Voucher($"0.0{it.Size}", $"red-{name}")] },
            8 => entry with { Quarantined = [new("20260310", $"q{name}", "unknown_meter", "", "{}", time)] },
            _ => entry with
            {
                Lines = Rate(
                    AccountBook.From(Head.State),
                    Enumerable.Range(0, it.Size).Select(i => (
                        $"{name}-{i}", time.AddDays(-it.LateDays).AddHours(-i), 100_000L + i)),
                    new(it.Kind % 2 == 0 ? "ai-inference" : "gpu-container"),
                    Head.TimeOf(time)),
            },
        };
    }

    public async Task Commit(LedgerEntry entry)
    {
        var result = await ledger.Commit(Head, entry, [], default);
        Head = Assert.IsType<CommitResult.Committed>(result).Head;
        Commits.Add((Head.Time!.Value, entry, AccountBook.From(Head.State).Sums()));
    }
}
