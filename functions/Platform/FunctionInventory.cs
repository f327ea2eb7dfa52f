using System.Reflection;
using Billing.Platform.Limits;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Platform;

/// <summary>The functions that the app declares, as the host finds them.</summary>
/// <param name="Http">Names of those that HTTP reaches.</param>
public sealed record FunctionInventory(IReadOnlySet<string> Http)
{
    public static FunctionInventory Of(Assembly assembly)
    {
        var http =
            from type in assembly.GetExportedTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute)))
            select function.Name;
        return new(http.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// What the tables leave open; empty when each HTTP function has its roles and each entry its function.
    /// </summary>
    public IEnumerable<string> Faults(AccessTable access, LimitTable limits)
    {
        foreach (var function in Http.Except(access.Functions).Order())
            yield return $"The function {function} has no entry in the access table.";
        foreach (var entry in access.Functions.Except(Http).Order())
            yield return $"The access table names {entry}, which is no HTTP function.";
        foreach (var entry in limits.Functions.Except(Http).Order())
            yield return $"The table of limits names {entry}, which is no HTTP function.";
    }
}
