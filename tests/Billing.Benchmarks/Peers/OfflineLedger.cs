using Billing.Benchmarks.Load;
using Billing.Ledger;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// The product's decisions without a store: events become the rows of a commit, onto heads kept in memory.
/// </summary>
internal sealed class OfflineLedger
{
    private static readonly DateTimeOffset Now = Workload.End.AddMinutes(1);

    private readonly Dictionary<AccountId, (AccountHead Head, UsageIds Ids)> _accounts = [];

    public OfflineLedger(IEnumerable<AccountHead> heads)
    {
        foreach (var head in heads) _accounts.Add(head.Account, (head, new()));
    }

    public static PriceBook Prices { get; } = PriceBook.Of(1, Now, LoadMeter.All.Select(it => new RateCard(it.Card,
    [
        new(it.Card, 1, LedgerSeed.OpenedAt, it.Terms(0, LedgerSeed.OpenedAt.AddDays(-40))),
        new(it.Card, 2, LedgerSeed.OpenedAt, it.Terms(1, Workload.PriceChange)),
    ])));

    /// <summary>Heads of the workload's accounts, opened and funded.</summary>
    public static IReadOnlyList<CommitPlan> Openings(Workload load) => [.. load.Funds.Select(fund => CommitPlan.Of(
        AccountHead.New(load.Ids[fund.Account]),
        new(LedgerSeed.OpenedAt) { Movements = [.. fund.Facts()] }, []))];

    /// <summary>One account's part of a delivery, in as many commits as it needs.</summary>
    public IEnumerable<(CommitPlan Plan, int Lines)> Charge(AccountId account, IEnumerable<ReportedEvent> events)
    {
        ReadOnlyMemory<ReportedEvent> rest = EventOrder.Sorted(events);
        while (!rest.IsEmpty)
        {
            var (head, ids) = _accounts[account];
            var folded = new Rating(AccountBook.From(head.State), ids, Prices, UsageRules.Default, Now)
                .Fold(rest.Span, FoldLimits.Largest);
            rest = rest[folded.Taken..];
            if (folded.ChangesNothing) continue;
            var entry = new LedgerEntry(Now) { Lines = folded.Lines, Quarantined = folded.Quarantined };
            var plan = CommitPlan.Of(head, entry, []);
            ids.AddAll(folded.Learned!);
            _accounts[account] = (plan.Next with { ETag = "*" }, ids);
            yield return (plan, folded.Lines.Length);
        }
    }
}
