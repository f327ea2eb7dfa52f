namespace Billing.Simulation.Model;

/// <summary>A mistake that only the app makes: the model must then disagree.</summary>
public enum SeededBug
{
    None = 0,

    /// <summary>One price is a millionth too high.</summary>
    WrongPrice,

    /// <summary>The last event of a batch gets lost.</summary>
    DroppedEvent,

    /// <summary>A voucher pays for services that it is not for.</summary>
    WrongFund,

    /// <summary>A lot ends a tick too late.</summary>
    WrongEnd,

    /// <summary>Usage is never taken back.</summary>
    LostVoid,
}
