using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>
/// The working form of an account's state: facts and lines are applied to it one by one, and nothing else changes it.
/// </summary>
public sealed partial class AccountBook
{
    private readonly CoverShelf _covers;
    private readonly LotShelf _lots;
    private readonly TierCounts _tiers;
    private readonly List<OutboxFact> _raised = [];
    private Currency? _currency;
    private string _timeZone;
    private long _debtUnits;
    private LowBalance? _lowBalance;

    private AccountBook(AccountState state)
    {
        (_currency, _timeZone, _debtUnits) = (state.Currency, state.TimeZone, state.DebtUnits);
        _covers = new(state.Covers);
        _lowBalance = state.LowBalance;
        _lots = new(state.Lots, state.Holds);
        _tiers = new(state.Tiers, state.TimeZone);
    }

    public bool IsOpen => _currency is not null;

    public Currency Currency
    {
        get
        {
            Invariant.Holds(_currency is not null, "An account has a currency before money moves");
            return _currency.Value;
        }
    }

    public long DebtUnits => _debtUnits;

    public static AccountBook From(AccountState state) => new(state);

    public AccountState ToState() => new(_currency, _timeZone, _debtUnits, _lots.ToLots(), _tiers.ToCounters())
    {
        Covers = _covers.ToCovers(),
        LowBalance = _lowBalance,
        Holds = _lots.ToHolds(),
    };

    /// <summary>What is left by source, whatever its window.</summary>
    public AccountSums Sums() => new(_lots.Sum(LotKind.TopUp), _lots.Sum(LotKind.Voucher), _debtUnits, _covers.Sum());

    /// <summary>Billed quantity of the meter in the billing month of that time, before the next line.</summary>
    public Quantity TierStart(ServiceName service, MeterName meter, DateTimeOffset eventTime) =>
        _tiers.Start(service, meter, eventTime);

    /// <param name="seq">The movement's sequence number: it orders the lot that it opens.</param>
    /// <param name="time">When the fact was decided.</param>
    public void Apply(MovementFact fact, long seq, DateTimeOffset time)
    {
        switch (fact)
        {
            case MovementFact.Opened opened:
                Invariant.Holds(_currency is null, "An account is opened once and keeps its currency");
                (_currency, _timeZone) = (opened.Currency, opened.TimeZone);
                _tiers.CountIn(opened.TimeZone);
                break;
            case MovementFact.TopUpCredited credited:
                Credit(credited, seq);
                break;
            case MovementFact.TopUpDebited debited:
                TakeBack(debited);
                break;
            case MovementFact.TopUpReinstated reinstated:
                Reinstate(reinstated, seq);
                break;
            case MovementFact.TopUpHeld held:
                Hold(held);
                break;
            case MovementFact.VoucherGranted granted:
                RequirePositive(granted.Amount);
                _lots.Add(new(
                    new(granted.Cause), LotKind.Voucher, granted.Amount, granted.From, granted.Until, granted.Services,
                    seq));
                break;
            case MovementFact.CoverActivated activated:
                RequirePositive(activated.Terms.Total);
                _covers.Add(Cover.Activate(new(activated.Cause), activated.Terms, seq));
                break;
            case MovementFact.CoverExpired expired:
                _covers.Remove(expired, time, _raised);
                break;
            case MovementFact.CoverChanged changed:
                _covers.Change(changed, seq, time, _raised);
                break;
            case MovementFact.PlanPaid paid:
                Pay(paid);
                break;
            case MovementFact.UsageReversed reversed:
                GiveBack(reversed, seq, time);
                break;
            case MovementFact.LotExpired expired:
                _lots.Expire(expired, time);
                break;
            case MovementFact.ThresholdsSet set:
                Invariant.Holds(set.Thresholds.All(it => it.Currency == Currency), "Thresholds are in the currency");
                _lowBalance = LowBalance.Of(set, _lowBalance, Spendable(time));
                break;
            default:
                throw new InvariantException($"No rule says what {fact.GetType().Name} does to an account at {time:O}");
        }
    }

    /// <summary>
    /// What the covers could pay of a use, in their order: they come before all credit. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<CoverOffer> Offers(in CoverUse use) => _covers.Offers(use);

    /// <summary>
    /// Who pays for a line, or for what covers leave of it: vouchers, then top-ups, then debt. Each leg's quantity is
    /// the floor of its share, the last takes the rest. What is free has no legs. Changes nothing: apply the line.
    /// </summary>
    /// <param name="decidedAt">When the line is charged: a fund pays until its grace is over.</param>
    /// <param name="plan">The legs of covers, which the legs follow.</param>
    public Drawn Draw(
        ServiceName service,
        DateTimeOffset eventTime,
        DateTimeOffset decidedAt,
        Quantity billed,
        Amount amount,
        ReadOnlySpan<Leg> plan = default)
    {
        Invariant.Holds(amount.Currency == Currency, "A line is in the account's currency");
        Invariant.Holds(amount.Units >= 0 && billed.Micros >= 0, "A line charges zero or more");
        if (amount.Units > 0) return _lots.Draw(service, eventTime, decidedAt, billed, amount, plan);
        return plan.IsEmpty ? Drawn.Nothing : new([.. plan], IsLate: false);
    }

    /// <param name="decidedAt">When the line was charged: the time of its commit.</param>
    /// <exception cref="InvariantException">The line breaks I3, I6, I7 or I8, or counts from another tier
    /// position.</exception>
    public void Apply(RatedLine line, DateTimeOffset decidedAt)
    {
        Invariant.Holds(line.Amount.Currency == Currency, "A line is in the account's currency");
        LineRules.Conserves(line);
        var covered = _covers.Take(line, decidedAt, _raised);
        _lots.RequirePriority(line, decidedAt, covered);
        _debtUnits += _lots.Take(line.Legs);
        _tiers.Count(line, covered.OwnPriced);
    }

    /// <summary>
    /// What the commit's facts and lines brought about that others must learn, in order: they follow from the account's
    /// rows alone, so that an audit finds the same. Asked once, when all of a commit is applied.
    /// </summary>
    /// <param name="time">The commit's.</param>
    public ImmutableArray<OutboxFact> EndCommit(DateTimeOffset time)
    {
        Compare(time);
        _covers.Prune(time);
        ImmutableArray<OutboxFact> raised = [.. _raised];
        _raised.Clear();
        return raised;
    }

    /// <summary>Once a commit: its credits come before its lines, so nothing in between is missed.</summary>
    private void Compare(DateTimeOffset time)
    {
        if (_lowBalance is not { Thresholds.IsEmpty: false } limits) return;

        var spendable = Spendable(time);
        foreach (var units in limits.Passed(spendable))
            _raised.Add(RaisedFacts.BelowThreshold(new(units, Currency), new(spendable, Currency), time));
        _lowBalance = limits.After(spendable);
    }

    /// <summary>What the customer sees as the balance: of credit that has ended nothing, less the debt.</summary>
    private long Spendable(DateTimeOffset time) => _lots.Spendable(time) - _debtUnits;

    private void RequirePositive(Amount amount) =>
        Invariant.Holds(
            amount.Currency == Currency && amount.IsPositive, "A credit is positive and in the account's currency");
}

/// <summary>
/// What an account holds by source, in ledger units, whatever the windows of its lots and covers.
/// </summary>
public readonly record struct AccountSums(long TopUp, long Voucher, long Debt, long Plan = 0);

/// <summary>Who pays for a line.</summary>
/// <param name="IsLate">True if a fund would have paid whose grace is over.</param>
public readonly record struct Drawn(ImmutableArray<Leg> Legs, bool IsLate)
{
    public static Drawn Nothing { get; } = new([], IsLate: false);
}
