using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Billing.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Billing.Functions.Tests.Support;

/// <summary>
/// A function under test: its name, where it is, who may call it (nobody named: everybody) and what it does.
/// </summary>
public sealed record EdgeFunction(
    string Name, string Method, string Route, Role[] Roles, Func<HttpRequest, Task<IActionResult>> Run);

/// <summary>
/// The platform's steps around functions of a test, served by a real web server: as in production a function's result
/// is written after the steps have returned.
/// </summary>
public sealed class WebEdge : IAsyncDisposable
{
    private WebApplication _app = null!;

    private WebEdge(TokenIssuer issuer) => Issuer = issuer;

    public TokenIssuer Issuer { get; }

    public LogCapture Log { get; } = new();

    public HttpClient Http { get; } = new(
        new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    public IServiceProvider Services => _app.Services;

    public static async Task<WebEdge> Start(
        Azurite azurite, IReadOnlyList<EdgeFunction> functions, string? limits = null)
    {
        var edge = new WebEdge(new TokenIssuer());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(edge.Log);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration["Storage"] = await azurite.ConnectionString();
        builder.Configuration["ServiceBus"] = await azurite.ConnectionString();
        builder.Configuration["Auth:Authority"] = TokenIssuer.Issuer;
        builder.Configuration["Auth:Audience"] = TokenIssuer.Audience;
        builder.Configuration.AddInMemoryCollection(SomeLimits.Settings(limits ?? SomeLimits.Generous));
        builder.Services.AddSingleton(new FunctionInventory(
            functions.Select(function => function.Name)
                .Concat([nameof(GetLiveness), nameof(GetReadiness)]).ToHashSet(StringComparer.Ordinal)));
        builder.Services.AddAccess(access =>
        {
            foreach (var function in functions.Where(f => f.Roles.Length > 0))
                access.Allow(function.Name, function.Roles);
            foreach (var function in functions.Where(f => f.Roles.Length == 0)) access.AllowAnonymous(function.Name);
        });
        builder.Services.AddPlatform();
        builder.Services.AddSingleton(await azurite.Tables());
        builder.Services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>>(edge.Issuer);
        var steps = new Steps(builder.Services);
        steps.UsePlatform();

        edge._app = builder.Build();
        foreach (var function in functions)
            edge._app.MapMethods(function.Route, [function.Method], http => steps.Run(function, http));
        await edge._app.StartAsync();
        edge.Http.BaseAddress = new Uri(edge._app.Urls.Single());
        return edge;
    }

    public async Task<HttpResponseMessage> Send(
        string method, string path, string? token, string? json = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Http.Dispose();
        Issuer.Dispose();
    }

    private sealed class Steps(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
    {
        private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

        public IServiceCollection Services => services;

        public IFunctionsWorkerApplicationBuilder Use(
            Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
        {
            _steps.Add(middleware);
            return this;
        }

        public async Task Run(EdgeFunction function, HttpContext http)
        {
            IActionResult? result = null;
            FunctionExecutionDelegate last = async _ => result = await function.Run(http.Request);
            var all = Enumerable.Reverse(_steps).Aggregate(last, (next, step) => step(next));
            await all(new FakeContext(function.Name, http.RequestServices, http));
            if (result is not null) await http.Answer(result);
        }
    }
}
