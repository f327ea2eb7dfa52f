using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests.Support;

/// <summary>An answer as its caller receives it.</summary>
public sealed record Download(int Status, byte[] Body, IHeaderDictionary Headers)
{
    private static readonly ServiceProvider Services = Mvc();

    /// <summary>The code of a problem.</summary>
    public string? Code => JsonSerializer.Deserialize<JsonElement>(Body).GetProperty("code").GetString();

    /// <param name="gone">Set off when the caller goes away.</param>
    public static async Task<Download> Of(
        IActionResult result, OneWayStream? body = null, CancellationToken gone = default)
    {
        var to = body ?? new OneWayStream();
        var http = new DefaultHttpContext { RequestServices = Services, RequestAborted = gone };
        http.Response.Body = to;
        await result.ExecuteResultAsync(new ActionContext(http, new RouteData(), new ActionDescriptor()));
        return new(http.Response.StatusCode, to.Taken, http.Response.Headers);
    }

    private static ServiceProvider Mvc()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMvcCore();
        return services.BuildServiceProvider();
    }
}
