namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>One request of the run, and what is known of it before it is sent.</summary>
/// <param name="Aim">Who sends it to whom.</param>
/// <param name="MustBeRefused">Whatever else is wrong with it, nobody may take it as this function.</param>
internal sealed record FuzzCase(int Index, FuzzRoute Route, Aim Aim, bool MustBeRefused, WireRequest Request)
{
    public override string ToString() => $"#{Index} {Route.Name} by {Aim}: {Request}";
}

/// <summary>Who sends a request to whom.</summary>
internal enum Aim
{
    /// <summary>A caller who may, to an account that may change.</summary>
    Allowed,

    /// <summary>A valid token of a role that may not.</summary>
    WrongRole,

    /// <summary>A customer, to somebody else's account.</summary>
    Stranger,

    /// <summary>A token that is none, to the account that must not change.</summary>
    BadToken,

    /// <summary>A notice of a gateway whose signature is broken, about the account that must not change.</summary>
    Forged,
}
