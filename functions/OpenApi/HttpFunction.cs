using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Billing.OpenApi;

/// <summary>One function that HTTP reaches, as its trigger declares it.</summary>
/// <param name="Method">Lower case; null where the trigger takes any.</param>
/// <param name="Route">Below /api.</param>
public sealed record HttpFunction(string Name, Type Verb, string? Method, string Route)
{
    /// <summary>The folder that it is in: what readers look for it under.</summary>
    public string Capability => Verb.Namespace!.Split('.')[1];

    /// <summary>The names in braces.</summary>
    public IEnumerable<string> RouteValues => Route.Split('/')
        .Where(part => part.StartsWith('{')).Select(part => part[1..part.IndexOf('}', 1)]);

    public static IReadOnlyList<HttpFunction> All(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters()
            .Select(it => it.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(it => it is not null)
        where trigger is not null
        orderby trigger.Route, function.Name
        select new HttpFunction(
            function.Name, type, trigger.Methods?.Single().ToLowerInvariant(), WithoutConstraints(trigger.Route!)),
    ];

    /// <summary>{month:length(7)} as {month}, {*path} as {path}.</summary>
    private static string WithoutConstraints(string route) => string.Join('/', route.Split('/').Select(part =>
        (part.Split(':') is [var name, _, ..] ? name + part[part.LastIndexOf('}')..] : part).Replace("{*", "{")));
}
