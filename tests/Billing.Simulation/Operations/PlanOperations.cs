using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;

namespace Billing.Simulation.Operations;

/// <summary>Terms of billing plans begin: once each, however often it is tried.</summary>
public sealed class PlanOperations(SimWorld world, SimScene scene)
{
    private const string OnceKind = "plan";
    private const int MaxPlans = 40;

    private readonly Dice _dice = world.Dice.For("plans");
    private readonly List<(AccountId Account, MovementFact.CoverActivated Fact)> _begun = [];

    public IEnumerable<SimOperation> All =>
    [
        new("begin a plan", 3, worker => Begin(worker, New())),
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
