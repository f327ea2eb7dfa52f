using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>A function with all that is known of it.</summary>
/// <param name="Roles">Those that may call it; empty for everybody.</param>
public sealed record DescribedFunction(HttpFunction Function, Operation Operation, IReadOnlyCollection<Role> Roles)
{
    public bool IsAnonymous => Roles.Count == 0;

    /// <summary>Lower case.</summary>
    public string Method
    {
        get
        {
            var method = Function.Method ?? Operation.Method;
            Invariant.Holds(method is not null, $"The method of {Function.Name} is known");
            return method;
        }
    }
}
