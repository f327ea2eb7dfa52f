using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>How an account changes when credit is paid, taken back, given again, or held.</summary>
public sealed partial class AccountBook
{
    /// <summary>Where the money of a debit comes from now; changes nothing.</summary>
    internal TakenBack Takes(MovementFact.TopUpDebited debited) =>
        _lots.TakeBack(TopUpLot.Of(debited.Payment), debited.Amount.Units);

    /// <summary>The debt that a reinstated amount settles now, in ledger units.</summary>
    internal long Settles(MovementFact.TopUpReinstated reinstated) => Math.Min(_debtUnits, reinstated.Amount.Units);

    /// <summary>The debt that credit settles which this sets free, in ledger units: debt comes before credit.</summary>
    internal long Settles(MovementFact.TopUpHeld held) =>
        Math.Min(_debtUnits, _lots.FreeUnder(TopUpLot.Of(held.Payment), held.Amount.Units));

    /// <summary>What a plan's payment takes of top-up credit now; changes nothing.</summary>
    internal TakenBack Takes(MovementFact.PlanPaid paid) =>
        paid.Gateway is null ? _lots.TakeBack(null, paid.Amount.Units) : new([], 0);

    /// <summary>What a change of a cover adds to its total now, in ledger units.</summary>
    internal long Adds(MovementFact.CoverChanged changed) => _covers.Adds(changed);

    /// <summary>Money that came in for a plan never is credit.</summary>
    private void Pay(MovementFact.PlanPaid paid)
    {
        RequirePositive(paid.Amount);
        var taken = Takes(paid);
        Invariant.Holds(taken.DebtUnits == 0, "I6 a plan is paid from credit that is there and is not held");
        _lots.Take(taken);
    }

    private void Credit(MovementFact.TopUpCredited credited, long seq)
    {
        RequirePositive(credited.Amount);
        var settled = Math.Min(_debtUnits, credited.Amount.Units);
        _debtUnits -= settled;
        var rest = credited.Amount with { Units = credited.Amount.Units - settled };
        if (rest.IsPositive) _lots.Add(TopUpLot.Holding(new(credited.Cause), rest, seq));
    }

    private void TakeBack(MovementFact.TopUpDebited debited)
    {
        RequirePositive(debited.Amount);
        var taken = Takes(debited);
        _lots.Take(taken);
        _debtUnits += taken.DebtUnits;
    }

    private void Reinstate(MovementFact.TopUpReinstated reinstated, long seq)
    {
        RequirePositive(reinstated.Amount);
        var settled = Settles(reinstated);
        _debtUnits -= settled;
        var rest = reinstated.Amount with { Units = reinstated.Amount.Units - settled };
        if (rest.IsPositive) _lots.GiveBack(TopUpLot.Holding(TopUpLot.Of(reinstated.Payment), rest, seq));
    }

    private void Hold(MovementFact.TopUpHeld held)
    {
        Invariant.Holds(
            held.Amount.Currency == Currency && !held.Amount.IsNegative, "A hold is in the account's currency");
        var settled = Settles(held);
        var lot = TopUpLot.Of(held.Payment);
        _lots.Hold(lot, held.Amount.Units);
        _lots.Take(new TakenBack([new(lot, settled)], 0));
        _debtUnits -= settled;
    }
}
