using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>How a plan stands after the clock was asked.</summary>
/// <param name="Moved">How many facts the clock brought.</param>
/// <param name="WakeAt">When the clock will do something to it again; null for never.</param>
public sealed record PlanPulse(Plan Plan, int Moved, DateTimeOffset? WakeAt);

/// <summary>
/// Commits what is decided about a plan on its account's ledger: the row, its movements and what others learn are one
/// transaction. The one place where a plan becomes cover.
/// </summary>
public sealed class PlanDesk(LedgerDesk desk, PlanTable plans, PlanDueTable dues, TimeProvider clock)
{
    /// <summary>Far more than can be due at once; what is left is due at once again.</summary>
    private const int MaxFacts = 100;

    /// <summary>Stores a draft; the stored plan if it exists.</summary>
    public Task<Plan> Add(Plan draft, CancellationToken stop) => desk.Decide(
        draft.Account,
        async (_, again) => await plans.Find(draft.Account, draft.Id, again) is { } stored
            ? new Decision<Plan>(stored.Plan)
            : new Decision<Plan>(draft) { Beside = [PlanTable.Insert(draft)] },
        stop);

    /// <summary>Applies what somebody did, after all that was due before.</summary>
    /// <returns>Null when there is no such plan.</returns>
    public async Task<Outcome<Plan, PlanRefusal>?> Apply(
        AccountId account, PlanId id, PlanFact fact, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= LedgerDesk.MaxAttempts; attempt++)
        {
            if (await Advance(account, id, stop) is null) return null;
            var applied = await desk.Decide(account, (head, again) => InTime(head, id, fact, again), stop);
            if (applied is not null) return applied;
        }
        throw new LedgerBusyException(account);
    }

    /// <summary>Decides nothing, and answers null, when meanwhile something became due that comes first.</summary>
    private async Task<Decision<Outcome<Plan, PlanRefusal>?>> InTime(
        AccountHead head, PlanId id, PlanFact fact, CancellationToken stop)
    {
        var stored = await plans.Find(head.Account, id, stop);
        Invariant.Holds(stored is not null, "a plan never disappears");
        var now = head.TimeOf(clock.GetUtcNow());
        if (PlanClock.Due(stored.Plan, now).Any()) return new(null);

        var decision = await Decide(head, stored, fact, now, now, stop);
        return new(decision.Answer, decision.Entry) { Beside = decision.Beside };
    }

    /// <summary>What captured money does to a plan, for the commit of its payment; nothing is written here.</summary>
    /// <exception cref="LedgerBusyException">Something became due that comes first.</exception>
    public async Task<Decision<Outcome<Plan, PlanRefusal>>> Pay(
        AccountHead head, PlanId id, PlanFact.Paid paid, CancellationToken stop)
    {
        if (await plans.Find(head.Account, id, stop) is not { } stored) return new(PlanRefusal.NoSuchInstalment);
        var now = head.TimeOf(clock.GetUtcNow());
        if (PlanClock.Due(stored.Plan, now).Any()) throw new LedgerBusyException(head.Account);
        return await Decide(head, stored, paid, now, now, stop);
    }

    /// <summary>Applies all that time has brought, each fact as of its own instant.</summary>
    /// <returns>Null when there is no such plan.</returns>
    public async Task<PlanPulse?> Advance(AccountId account, PlanId id, CancellationToken stop)
    {
        for (var moved = 0; ; moved++)
        {
            var step = await desk.Decide(account, (head, again) => Tick(head, account, id, again), stop);
            if (step is null) return null;
            if (!step.Value.HasMoved || moved + 1 == MaxFacts)
                return new(step.Value.Plan, moved, PlanClock.WakeAt(step.Value.Plan));
        }
    }

    /// <summary>What a plan's step adds to a commit of its account; its row goes beside.</summary>
    public async Task<LedgerEntry> Entry(
        AccountHead head, PlanStep step, DateTimeOffset now, CancellationToken stop)
    {
        if (PlanClock.WakeAt(step.Plan) is { } due)
            await dues.Mark(new(step.Plan.Account, step.Plan.Id, due, now), stop);
        var opens = !head.State.IsOpen && !step.Movements.IsEmpty;
        return new(now)
        {
            Movements = opens
                ? step.Movements.Insert(0, new MovementFact.Opened(step.Plan.Currency, step.Plan.TimeZone))
                : step.Movements,
            Outbox = step.Facts,
        };
    }

    /// <param name="at">When the fact is true.</param>
    public static PlanScene Scene(AccountHead head, Plan plan, DateTimeOffset at, DateTimeOffset now) => new(
        at, now, head.State.Covers,
        head.State.IsOpen ? head.State.PlanCredit : Amount.Zero(plan.Currency));

    private async Task<Decision<Ticked?>> Tick(
        AccountHead head, AccountId account, PlanId id, CancellationToken stop)
    {
        if (await plans.Find(account, id, stop) is not { Plan: var plan } stored) return new(null);
        var now = head.TimeOf(clock.GetUtcNow());
        ImmutableArray<PlanDue> all = [.. Due(head, plan, now)];
        if (all.IsEmpty) return new(new Ticked(plan, false));

        foreach (var due in all)
        {
            var decision = await Decide(head, stored, due.Fact, due.At, now, stop);
            if (decision.Answer.IsAccepted(out var after, out _))
                return new(new Ticked(after, true), decision.Entry) { Beside = decision.Beside };
        }

        var waiting = plan with { RetryAt = now + PlanScene.Patience };
        await Entry(head, new(waiting), now, stop);
        return new(new Ticked(waiting, false)) { Beside = [PlanTable.Replace(stored, waiting)] };
    }

    /// <summary>A term that is used up is over by that, whatever the clock says.</summary>
    private static IEnumerable<PlanDue> Due(AccountHead head, Plan plan, DateTimeOffset now)
    {
        var isUsedUp = plan is { IsRunning: true, IsNextCovered: false }
            && Scene(head, plan, now, now).Cover(plan.Id, plan.Term) is { IsExhausted: true };
        return isUsedUp
            ? PlanClock.Due(plan, now).Append(new(now, new PlanFact.UsedUp(plan.Term)))
            : PlanClock.Due(plan, now);
    }

    private async Task<Decision<Outcome<Plan, PlanRefusal>>> Decide(
        AccountHead head, StoredPlan stored, PlanFact fact, DateTimeOffset at, DateTimeOffset now,
        CancellationToken stop)
    {
        if (!stored.Plan.Apply(fact, Scene(head, stored.Plan, at, now)).IsAccepted(out var step, out var refusal))
            return new(refusal);
        if (ReferenceEquals(step.Plan, stored.Plan)) return new(step.Plan);
        if (IsForeign(head, fact, step)) return new(PlanRefusal.CurrencyDiffers);

        var entry = await Entry(head, step, now, stop);
        var isBare = entry is { Movements.IsEmpty: true, Outbox.IsEmpty: true };
        return new(step.Plan, isBare ? null : entry)
        {
            Beside =
            [
                PlanTable.Replace(stored, step.Plan), .. BalancePaymentTable.Insert(step.Plan, step.Movements, at),
            ],
        };
    }

    /// <summary>Nobody agrees to, or pays, what the account could not hold; what asks for no money may go its
    /// way.</summary>
    private static bool IsForeign(AccountHead head, PlanFact fact, PlanStep step) =>
        head.State.IsOpen && head.State.RequiredCurrency != step.Plan.Currency
        && (fact is PlanFact.Confirmed || !step.Movements.IsEmpty);

    private readonly record struct Ticked(Plan Plan, bool HasMoved);
}
