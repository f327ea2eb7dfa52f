using System.Net;
using Billing.EndToEnd.Tests.Support;

namespace Billing.EndToEnd.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task The_app_starts_on_embedded_defaults_and_survives_a_kill()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop);
        await host.Kill();
        await host.Restart(stop);

        using var live = await host.Http.GetAsync(new Uri("api/health/live", UriKind.Relative), stop);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
