using System.Reflection;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Functions;

/// <summary>Finds the functions among the classes of an app and refuses what could not run.</summary>
internal static class FunctionCatalog
{
    public static IReadOnlyList<FunctionDescriptor> Discover(IEnumerable<Type> types)
    {
        var found = types
            .Where(type => type is { IsClass: true, IsAbstract: false } or { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(Public).Where(method => method.DeclaringType == type))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .Select(Describe)
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        RefuseDuplicates(found);
        return found;
    }

    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    private static FunctionDescriptor Describe(MethodInfo method)
    {
        var (parameter, trigger) = TriggerOf(method);
        RefuseReturnType(method, trigger);
        return new FunctionDescriptor
        {
            Method = method,
            Trigger = trigger,
            Arguments = ArgumentBinding.Of(method, parameter, trigger),
        };
    }

    private static (ParameterInfo Parameter, Attribute Trigger) TriggerOf(MethodInfo method)
    {
        var triggers =
            (from parameter in method.GetParameters()
             from attribute in parameter.GetCustomAttributes()
             where attribute is HttpTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute
                 or OrchestrationTriggerAttribute or ActivityTriggerAttribute
             select (parameter, attribute)).ToList();
        return triggers.Count == 1
            ? triggers[0]
            : throw new StartupRefusedException(
                $"{NameOf(method)} has {triggers.Count} triggers; a function has exactly one.");
    }

    private static void RefuseReturnType(MethodInfo method, Attribute trigger)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task)) return;
        if (trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute) return;

        var result = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)
            ? type.GetGenericArguments()[0]
            : type;
        if (trigger is HttpTriggerAttribute && result.IsAssignableTo(typeof(IActionResult))) return;

        throw new StartupRefusedException(
            $"{NameOf(method)} returns {type.Name}; an HTTP function returns Task<IActionResult>, IActionResult, Task "
            + "or nothing, an orchestrator or an activity what it likes, any other function Task or nothing.");
    }

    private static void RefuseDuplicates(IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (same.Count() == 1) continue;

            var places = string.Join(" and ", same.Select(function => function.EntryPoint));
            throw new StartupRefusedException($"Two functions have the name '{same.Key}': {places}.");
        }
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
