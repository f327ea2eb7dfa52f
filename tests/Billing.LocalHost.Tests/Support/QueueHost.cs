using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Support;

/// <summary>A test host with one queue function and its inbox.</summary>
internal sealed class QueueHost(TestHost host, Inbox inbox) : IAsyncDisposable
{
    public TestHost Host => host;

    public Inbox Inbox => inbox;

    public static async Task<QueueHost> StartAsync<T>(
        Azurite azurite, Inbox? inbox = null, string? hostJson = null, params (string Key, string Value)[] settings)
    {
        var received = inbox ?? new Inbox();
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            HostJson = hostJson ?? """{"version":"2.0"}""",
            Settings = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
            Configure = builder => builder.Services.AddSingleton(received),
        };
        return new QueueHost(await TestHost.StartAsync(options, typeof(T)), received);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
