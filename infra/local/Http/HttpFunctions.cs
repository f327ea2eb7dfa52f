using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Http;

/// <summary>Puts each HTTP function on its route below the prefix of host.json.</summary>
internal static class HttpFunctions
{
    public static void Map(WebApplication app, IReadOnlyList<FunctionDescriptor> functions)
    {
        if (functions.Count > 0 && !app.Services.GetRequiredService<HttpSupport>().IsOn)
        {
            throw new StartupRefusedException(
                $"The app has HTTP functions ({functions[0].Name}), but does not call "
                + "ConfigureFunctionsWebApplication().");
        }

        var call = ActivatorUtilities.CreateInstance<HttpCall>(app.Services);
        var prefix = app.Services.GetRequiredService<HostJson>().RoutePrefix.Trim('/');
        RefuseSharedRoutes(functions);
        foreach (var function in functions) Map(app, prefix, function, call);
    }

    private static void Map(IEndpointRouteBuilder app, string prefix, FunctionDescriptor function, HttpCall call)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        RefuseLevel(function, trigger.AuthLevel);
        var route = $"/{prefix}/{Route(function)}";
        try
        {
            var endpoint = trigger.Methods is { Length: > 0 } methods
                ? app.MapMethods(route, methods.Select(method => method.ToUpperInvariant()), Answer)
                : app.Map(route, Answer);
            endpoint.WithDisplayName(function.Name);
        }
        catch (RoutePatternException wrong)
        {
            throw new StartupRefusedException($"The route of {function.Name} cannot be read: {wrong.Message}", wrong);
        }

        Task Answer(HttpContext http) => call.AnswerAsync(function, http);
    }

    private static string Route(FunctionDescriptor function) =>
        (((HttpTriggerAttribute)function.Trigger).Route ?? function.Name).TrimStart('/');

    private static void RefuseLevel(FunctionDescriptor function, AuthorizationLevel level)
    {
        if (level is AuthorizationLevel.Anonymous or AuthorizationLevel.Function or AuthorizationLevel.Admin) return;

        throw new StartupRefusedException(
            $"{function.Name} asks for the level {level}, which the development host does not serve.");
    }

    private static void RefuseSharedRoutes(IEnumerable<FunctionDescriptor> functions)
    {
        var taken = new Dictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            var methods = ((HttpTriggerAttribute)function.Trigger).Methods is { Length: > 0 } named ? named : ["any"];
            foreach (var key in methods.Select(method => $"{method} {Route(function)}"))
            {
                if (taken.TryAdd(key, function)) continue;

                throw new StartupRefusedException(
                    $"Two functions answer {key}: {taken[key].EntryPoint} and {function.EntryPoint}.");
            }
        }
    }
}
