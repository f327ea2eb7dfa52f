using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests.Portal;

/// <summary>One running app and one browser for the tests of the page.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private RunningHost? _host;
    private Browser? _browser;

    internal RunningHost Host => _host ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Starts both when first asked, so that a machine without a browser skips instead of failing.</summary>
    internal async Task<Browser> Browser(CancellationToken stop)
    {
        _browser ??= await Portal.Browser.StartOrSkip();
        _host ??= await RunningHost.Start(stop);
        return _browser;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
    }
}
