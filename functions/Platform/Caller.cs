using System.Collections.Immutable;
using Billing.Ledger;

namespace Billing.Platform;

/// <summary>Who sent the request, as the verified token says.</summary>
/// <param name="Account">The customer's own account; null for staff and services.</param>
public sealed record Caller(string Subject, ImmutableHashSet<Role> Roles, AccountId? Account = null)
{
    public bool Is(Role role) => Roles.Contains(role);
}
