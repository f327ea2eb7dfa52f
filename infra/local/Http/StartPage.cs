using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Http;

/// <summary>What is at /: the way to the app's own page where it has one, or else a page of links.</summary>
internal static class StartPage
{
    private const string Route = "portal/{*path}";

    private const string Page = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Billing, development host</title>
        <h1>Billing, development host</h1>
        <ul><li><a href="/dev">Sandboxes and tokens</a><li><a href="/api/health/ready">Health</a>
        <li><a href="/api/openapi.json">API description</a></ul>
        """;

    public static void Use(WebApplication app, IEnumerable<FunctionDescriptor> functions)
    {
        var prefix = app.Services.GetRequiredService<HostJson>().RoutePrefix.Trim('/');
        if (functions.Any(function => ((HttpTriggerAttribute)function.Trigger).Route == Route))
            app.MapGet("/", (HttpRequest request) => Results.Redirect($"/{prefix}/portal/{request.QueryString}"));
        else app.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
    }
}
