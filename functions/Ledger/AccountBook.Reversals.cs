using Billing.Platform;

namespace Billing.Ledger;

/// <summary>How reversals change an account.</summary>
public sealed partial class AccountBook
{
    /// <summary>False if a lot has left the state, or never was in it.</summary>
    public bool Holds(LotId lot) => _lots.Find(lot) is not null;

    /// <summary>False when the account has as many lots as it may.</summary>
    public bool HasRoomFor(int lots) => _lots.Count + lots <= AccountState.MaxLots;

    /// <summary>Where the money of a reversed line goes now; changes nothing.</summary>
    internal GivenBack Returns(MovementFact.UsageReversed reversed, long seq, DateTimeOffset time) =>
        GivenBack.Of(reversed, _debtUnits, _lots, _covers, seq, time);

    private void GiveBack(MovementFact.UsageReversed reversed, long seq, DateTimeOffset time)
    {
        Invariant.Holds(reversed.Usage.Amount.Currency == Currency, "A line is in the account's currency");
        var back = Returns(reversed, seq, time);
        _debtUnits -= back.DebtUnits;
        foreach (var lot in back.Lots) _lots.GiveBack(lot);
        foreach (var leg in back.Plans) _covers.GiveBack(reversed.Usage.Service, leg, reversed.Usage.Line.Seq);
        _tiers.Uncount(reversed.Usage);
    }
}
