using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;

namespace Billing.Simulation.Operations;

/// <summary>Terms of billing plans begin: once each, however often it is tried.</summary>
public sealed class PlanOperations(SimWorld world, SimScene scene)
{
    private const string OnceKind = "plan";
    private const int MaxPlans = 40;

    private static readonly PlanPart Paid = new(PlanId.Parse("01KB0000000000000000000001"), 1, "Plan");

    private readonly Dice _dice = world.Dice.For("plans");
    private readonly List<(AccountId Account, MovementFact.CoverActivated Fact)> _begun = [];
    private int _count;

    public IEnumerable<SimOperation> All =>
    [
        new("begin a plan", 3, worker => Begin(worker, New())),
        new("change a plan", 3, worker => Change(worker, $"change-{_count++}", _dice.Below(4), _dice.Below(1_000))),
        new("pay a plan", 1, worker => Pay(worker, $"paid-{_count++}", Usd(_dice.Between(1, 20_000_000_000)))),
        new("begin it again", 1, worker => Begin(worker, _begun.Count == 0 ? New() : _dice.Pick(_begun))),
    ];

    /// <summary>The account must have a currency; until then the plan waits for whoever tries again.</summary>
    private static Task<bool> Begin(SimWorker worker, (AccountId Account, MovementFact.CoverActivated Fact) plan) =>
        worker.Service<LedgerDesk>().Decide(
            plan.Account,
            async (head, stop) =>
            {
                var key = plan.Fact.Plan;
                var ledger = worker.Service<LedgerTable>();
                if (!head.State.IsOpen || await ledger.FindOnce(plan.Account, OnceKind, key, stop) is not null)
                    return new Decision<bool>(false);
                return new Decision<bool>(true, new LedgerEntry(worker.Clock.GetUtcNow())
                {
                    Movements = [plan.Fact],
                    Once = [new(OnceKind, key, RequestHash: "", Answer: "")],
                });
            },
            default);

    /// <summary>Pauses, resumes, amends or cancels a term, unless the ledger would refuse it.</summary>
    private Task<bool> Change(SimWorker worker, string key, int kind, int number) => Once(
        worker, key, head => head.State.Covers is { IsEmpty: false } covers
            ? Changed(covers, covers[number % covers.Length], head.TimeOf(worker.Clock.GetUtcNow()), kind, number)
            : null);

    private static MovementFact.CoverChanged? Changed(
        ImmutableArray<Cover> covers, Cover cover, DateTimeOffset now, int kind, int number)
    {
        var name = cover.Id.Value.Split(':');
        var from = now.AddMinutes(-number) < cover.Since ? cover.Since : now.AddMinutes(-number);
        var terms = kind switch
        {
            0 => cover.Terms with { Total = Usd(cover.Terms.Total.Units / 1_000 * (500 + number) + 1) },
            1 => cover.Terms with { Until = from },
            2 => cover.Terms with { Quotas = [], Until = now.AddHours(number % 200 + 1) },
            _ => cover.Terms,
        };
        var change = new MovementFact.CoverChanged(
            name[1], int.Parse(name[2], CultureInfo.InvariantCulture), cover.Step + 1, from, kind < 3 || !cover.Pays,
            terms);
        return CoverChangeRules.Refusal(cover, change, [.. covers.Where(other => other != cover)], now) is null
            ? change
            : null;
    }

    private Task<bool> Pay(SimWorker worker, string key, Amount amount) => Once(
        worker, key, head => head.State.PlanCredit < amount
            ? null
            : new BalancePayment(head.Account, Paid, key, amount, worker.Clock.GetUtcNow()));

    private Task<bool> Once(SimWorker worker, string key, Func<AccountHead, MovementFact?> decide) =>
        Once(worker, key, head => decide(head) is { } fact ? (fact, []) : null);

    private Task<bool> Once(SimWorker worker, string key, Func<AccountHead, BalancePayment?> decide) => Once(
        worker, key, head => decide(head) is { } payment
            ? (payment.Movement, [BalancePaymentTable.Insert(payment)])
            : null);

    /// <summary>What follows from the account's state, once, however often it is tried.</summary>
    private Task<bool> Once(
        SimWorker worker, string key, Func<AccountHead, (MovementFact Fact, TableTransactionAction[] Beside)?> decide)
    {
        var account = _dice.Pick(scene.Accounts);
        return worker.Service<LedgerDesk>().Decide(
            account,
            async (head, stop) =>
            {
                var known = await worker.Service<LedgerTable>().FindOnce(account, OnceKind, key, stop);
                if (!head.State.IsOpen || known is not null || decide(head) is not { } decided)
                    return new Decision<bool>(false);
                return new Decision<bool>(true, new LedgerEntry(worker.Clock.GetUtcNow())
                {
                    Movements = [decided.Fact],
                    Once = [new(OnceKind, key, RequestHash: "", Answer: "")],
                })
                {
                    Beside = decided.Beside,
                };
            },
            default);
    }

    private (AccountId Account, MovementFact.CoverActivated Fact) New()
    {
        if (_begun.Count >= MaxPlans) return _dice.Pick(_begun);
        var plan = (_dice.Pick(scene.Accounts), new MovementFact.CoverActivated($"plan-{_begun.Count}", 1, Terms()));
        _begun.Add(plan);
        return plan;
    }

    private CoverTerms Terms()
    {
        var now = world.Agenda.Now;
        var (service, isOpenEnded) = (new ServiceName("ai-inference"), _dice.Below(4) == 0);
        var total = Usd(_dice.Below(3) == 0 ? _dice.Between(1, 2_000_000) : _dice.Between(1, 500_000_000_000));
        return new(
            _dice.Below(2) == 0
                ? new CoverScope(IsComprehensive: true, _dice.Below(2) == 0 ? [] : [new("gpu")])
                : new CoverScope(IsComprehensive: false, [service]),
            now - _dice.Between(default, TimeSpan.FromDays(3)),
            isOpenEnded ? null : now + _dice.Between(TimeSpan.FromHours(1), TimeSpan.FromDays(8)),
            total,
            _dice.Below(3) switch
            {
                0 => [],
                1 => [new(service, new(1 + total.Units / 2, Currency.Usd), null)],
                _ => [new(service, null, new(_dice.Between(1, 400_000_000)))],
            },
            IsSharedCeiling: false,
            _dice.Below(2) == 0
                ? []
                : [new(
                    service, new(_dice.Pick(scene.Meters)), "",
                    new(Usd(_dice.Between(1, 30_000_000_000)), new(3_000_000)))]);
    }

    private static Amount Usd(long units) => new(units, Currency.Usd);
}
