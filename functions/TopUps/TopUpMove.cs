using Billing.Ledger;
using Billing.Money;

namespace Billing.TopUps;

/// <summary>What happened to a top-up's credit after it was given.</summary>
public enum TopUpMoveKind
{
    Refunded = 1,
    ChargedBack = 2,
    Reinstated = 3,

    /// <summary>So much of it may not be used; zero releases it.</summary>
    Held = 4,
}

/// <summary>One change of a top-up's credit: each is one movement of the ledger.</summary>
/// <param name="Amount">In the account's currency.</param>
public readonly record struct TopUpMove(TopUpMoveKind Kind, Amount Amount, DateTimeOffset At)
{
    /// <summary>What left the account's credit by it; negative where it came again.</summary>
    public Amount Taken => Kind switch
    {
        TopUpMoveKind.Refunded or TopUpMoveKind.ChargedBack => Amount,
        TopUpMoveKind.Reinstated => -Amount,
        TopUpMoveKind.Held => Money.Amount.Zero(Amount.Currency),
    };

    public MovementFact Fact(string payment, int step, string gateway) => Kind switch
    {
        TopUpMoveKind.Refunded => new MovementFact.TopUpDebited(payment, step, gateway, DebitReason.Refund, Amount),
        TopUpMoveKind.ChargedBack =>
            new MovementFact.TopUpDebited(payment, step, gateway, DebitReason.Chargeback, Amount),
        TopUpMoveKind.Reinstated => new MovementFact.TopUpReinstated(payment, step, gateway, Amount),
        TopUpMoveKind.Held => new MovementFact.TopUpHeld(payment, step, Amount),
    };
}
