using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Billing.LocalHost.Http;

/// <summary>What is at /: the folder Portal beside the functions, or else a page of links.</summary>
internal static class StartPage
{
    private const string Page = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Billing, development host</title>
        <h1>Billing, development host</h1>
        <ul><li><a href="/dev">Sandboxes and tokens</a><li><a href="/api/health/ready">Health</a>
        <li><a href="/api/openapi.json">API description</a></ul>
        """;

    public static void Use(WebApplication app, string baseDirectory)
    {
        var folder = Path.Combine(baseDirectory, "Portal");
        if (Directory.Exists(folder))
        {
            app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder) });
            return;
        }

        app.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
    }
}
