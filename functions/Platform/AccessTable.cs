using System.Collections.Immutable;
using Billing.Ledger;

namespace Billing.Platform;

/// <summary>What the access table says of one caller at one function.</summary>
public enum AccessRefusal
{
    Unauthenticated = 1,
    Forbidden = 2,
    AnotherAccount = 3,
}

/// <summary>
/// Which roles may call which function: one table for the whole app, composed by the modules at start.
/// </summary>
public sealed class AccessTable
{
    private readonly Dictionary<string, ImmutableHashSet<Role>> _roles = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Functions => _roles.Keys;

    /// <exception cref="InvariantException">No role, or the function has an entry already.</exception>
    public AccessTable Allow(string function, params Role[] roles)
    {
        Invariant.Holds(roles.Length > 0, $"{function} is open to at least one role");
        return Add(function, [.. roles]);
    }

    /// <summary>Open to everybody: webhooks that prove themselves by signature, and what is public anyway.</summary>
    public AccessTable AllowAnonymous(string function) => Add(function, []);

    /// <summary>Empty where everybody may call.</summary>
    public IReadOnlyCollection<Role> RolesOf(string function) => _roles[function];

    public bool IsAnonymous(string function) => _roles.TryGetValue(function, out var roles) && roles.IsEmpty;

    /// <summary>Null when the caller may; a customer may touch the own account only.</summary>
    /// <param name="account">The account in the route; null when the route names none.</param>
    public AccessRefusal? Refuse(string function, Caller? caller, AccountId? account)
    {
        if (IsAnonymous(function)) return null;
        if (caller is null) return AccessRefusal.Unauthenticated;
        if (!_roles.TryGetValue(function, out var roles)) return AccessRefusal.Forbidden;
        if (!roles.Overlaps(caller.Roles)) return AccessRefusal.Forbidden;
        if (roles.Intersect(caller.Roles).Any(role => role != Role.Customer)) return null;

        return account is null || account == caller.Account ? null : AccessRefusal.AnotherAccount;
    }

    private AccessTable Add(string function, ImmutableHashSet<Role> roles)
    {
        Invariant.Holds(_roles.TryAdd(function, roles), $"{function} has one entry in the access table");
        return this;
    }
}
