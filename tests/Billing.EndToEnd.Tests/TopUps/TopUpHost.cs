using Billing.EndToEnd.Tests.Support;
using Billing.EndToEnd.Tests.TopUps;

[assembly: AssemblyFixture(typeof(TopUpHost))]

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// One running app for all top-up tests; each test has an account of its own. It looks for due payments each second.
/// </summary>
public sealed class TopUpHost : IAsyncDisposable
{
    /// <summary>
    /// Orders to the sandbox are for the next payment, whosever it is: classes that give orders run in turn.
    /// </summary>
    public const string OneAtATime = "One at a time";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["SettleTopUpsSchedule"] = "* * * * * *",
        ["PayPal__CertHosts"] = $"http://localhost:7071/sandbox/paypal, {PayPalWorld.DeadHost}",
        // What HTTP clients would tell of themselves is part of what must hold no secret.
        ["Logging__LogLevel__System.Net.Http.HttpClient"] = "Trace",
    };

    private readonly Lazy<Task<RunningHost>> _host = new(() => RunningHost.Start(CancellationToken.None, Settings));

    private int _buyers;

    /// <param name="purchase">Dong through VNPay unless told otherwise.</param>
    public async Task<Buyer> Buyer(CancellationToken stop, Purchase? purchase = null)
    {
        var number = Interlocked.Increment(ref _buyers);
        return await TopUps.Buyer.Create(await _host.Value, $"buyer-{number}", purchase ?? Purchase.VnPay, stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated) await (await _host.Value).DisposeAsync();
    }
}
