using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Simulation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Simulation.Support;

/// <summary>
/// The app as its own modules put it together, on given tables and a given clock; its verbs are called as the host
/// calls them.
/// </summary>
public sealed class App : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private static readonly ServiceDescriptor[] Modules = [.. AppServices.All()];

    private static readonly IConfiguration Sample = Settings(File("local.settings.sample.json"));

    /// <param name="bus">Left out where nothing is sent.</param>
    public App(TableServiceClient tables, SetClock clock, ServiceBusClient? bus = null)
    {
        (Storage, Clock) = (tables, clock);
        IServiceCollection services = new ServiceCollection();
        foreach (var service in Modules) services.Add(service);
        services.AddSingleton<TimeProvider>(clock);
        services.AddLogging();
        services.AddSingleton(Sample);
        if (bus is not null) services.AddSingleton(bus);
        services.AddSingleton(tables);
        services.AddKeyedSingleton(Registration.SendOnce, tables);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The app on tables in memory, all of them created.</summary>
    public static async Task<App> On(TableStore store, SetClock clock, ServiceBusClient? bus = null)
    {
        var app = new App(new InMemoryTables(store), clock, bus);
        foreach (var table in app.Tables) await app.Storage.CreateTableIfNotExistsAsync(table);
        return app;
    }

    /// <summary>A file of the repository that this was built from.</summary>
    public static string File(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Billing.Functions.sln")))
            folder = Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("No solution above.");
        return Path.Combine(folder, path);
    }

    public TableServiceClient Storage { get; }

    public SetClock Clock { get; }

    public IEnumerable<string> Tables =>
        _services.GetServices<RegisteredTable>().Select(table => table.Name).Distinct().Order(StringComparer.Ordinal);

    public T Get<T>()
        where T : class =>
        ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    /// <summary>The body of what a verb answers.</summary>
    public async Task<JsonElement> Ask<T>(Func<T, HttpRequest, Task<IActionResult>> ask, string query = "")
        where T : class =>
        Said(await ask(Get<T>(), Request($"/{typeof(T).Name}", query)));

    /// <summary>A request as the platform hands it on; a body makes it a POST.</summary>
    public static HttpRequest Request(string path, string query = "", string? body = null, string effect = "")
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        request.QueryString = new(query);
        if (effect.Length > 0) request.HttpContext.SetEffectId(effect);
        if (body is null) return request;

        request.Method = "POST";
        request.ContentType = "application/json";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return request;
    }

    /// <summary>The body of an answer of the 200s.</summary>
    public static JsonElement Said(IActionResult answer)
    {
        var result = Assert.IsAssignableFrom<ObjectResult>(answer);
        var body = JsonSerializer.SerializeToElement(result.Value, Json.Options);
        if (result.StatusCode >= 300) Assert.Fail($"{result.StatusCode} {body}");
        return body;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IConfigurationRoot Settings(string file)
    {
        using var sample = JsonDocument.Parse(System.IO.File.ReadAllText(file));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(sample.RootElement.GetProperty("Values").EnumerateObject().Select(
                value => KeyValuePair.Create(
                    value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString())))
            .Build();
    }
}

/// <summary>A clock that stands until it is moved; waiting takes real time, which here is always short.</summary>
public sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;

    public void Set(DateTimeOffset now) => _now = now;
}
