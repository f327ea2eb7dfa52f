using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Billing.LocalHost.Startup;
using Billing.LocalHost.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Tests.Support;

/// <summary>A development host on free ports that runs the functions of the given classes.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private static readonly string KeyFolder = Directory.CreateTempSubdirectory("billing-host-key-").FullName;

    private readonly IHost _host;
    private readonly string _connection;

    private readonly string _folder;

    private TestHost(IHost host, int port, string queue, string connection, string folder)
    {
        _folder = folder;
        _host = host;
        _connection = connection;
        Queue = queue;
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        Sender = new ServiceBusClient(connection).CreateSender(queue);
    }

    public HttpClient Http { get; }

    /// <summary>The queue that functions of this host name as %Queue%.</summary>
    public string Queue { get; }

    public ServiceBusSender Sender { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<TestHost> StartAsync(TestHostOptions options, params Type[] functions)
    {
        var port = AzuritePorts.Free().Blob;
        var folder = Directory.CreateTempSubdirectory("billing-host-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), options.HostJson);
        var queue = $"q-{Guid.CreateVersion7():N}";
        var settings = new Dictionary<string, string?>(options.Settings)
        {
            ["LocalHost__HttpPort"] = $"{port}",
            ["AzureWebJobsStorage"] = options.Connection,
            ["ServiceBus"] = options.Connection,
        };
        settings.TryAdd("LocalHost__DataFolder", KeyFolder);
        settings.TryAdd("Queue", queue);
        settings.TryAdd("AzureFunctionsWebHost__hostid", queue);
        var builder = new FunctionsApplicationBuilder(new HostEntry
        {
            FunctionTypes = functions,
            BaseDirectory = folder,
            Settings = settings,
            IsEmbedded = true,
        });
        builder.ConfigureFunctionsWebApplication();
        options.Configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host, port, settings["Queue"]!, options.Connection, folder);
    }

    /// <summary>The storage queue itself, or with a suffix its sibling.</summary>
    public QueueClient Stored(string suffix = "") => new(_connection, Queue + suffix);

    public static async Task EventuallyAsync(Func<Task<bool>> holds, int seconds = 15)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(seconds), "It did not come true in time.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task EventuallyAsync(Func<bool> holds, int seconds = 15) =>
        EventuallyAsync(() => Task.FromResult(holds()), seconds);

    /// <summary>Waits until nothing is left in the queue, locked messages included.</summary>
    public Task DrainedAsync(int seconds = 20) => EventuallyAsync(async () =>
        (await Stored().GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, seconds);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What a test host is started with.</summary>
internal sealed record TestHostOptions(string Connection)
{
    public string HostJson { get; init; } = """{"version":"2.0"}""";

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };
}
