using System.Reflection;
using Billing.Platform.Limits;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Platform;

/// <summary>The functions that the app declares, as the host finds them.</summary>
/// <param name="Http">Names of those that HTTP reaches.</param>
public sealed record FunctionInventory(IReadOnlySet<string> Http)
{
    private const string HttpTrigger = "http";

    /// <summary>What starts each function: http, serviceBus, timer, orchestration or activity.</summary>
    public IReadOnlyDictionary<string, string> Triggers { get; init; } = new Dictionary<string, string>();

    public static FunctionInventory Of(Assembly assembly)
    {
        var triggers = (
            from type in assembly.GetExportedTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            from parameter in method.GetParameters()
            let trigger = TriggerOf(parameter)
            where trigger is not null
            select (function.Name, trigger)).ToDictionary(StringComparer.Ordinal);
        var http = triggers.Where(it => it.Value == HttpTrigger).Select(it => it.Key);
        return new(http.ToHashSet(StringComparer.Ordinal)) { Triggers = triggers };
    }

    /// <summary>HTTP where the inventory does not say.</summary>
    public string TriggerOf(string function) => Triggers.GetValueOrDefault(function, HttpTrigger);

    private static string? TriggerOf(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(HttpTriggerAttribute)) ? HttpTrigger
        : parameter.IsDefined(typeof(ServiceBusTriggerAttribute)) ? "serviceBus"
        : parameter.IsDefined(typeof(TimerTriggerAttribute)) ? "timer"
        : parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) ? "orchestration"
        : parameter.IsDefined(typeof(ActivityTriggerAttribute)) ? "activity"
        : null;

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
