using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;

namespace Billing.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_main_job_is_played_and_every_figure_agrees_with_its_recomputation()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop);

        Assert.Equal(0, await DemoCommand.Run(host.Address, [], stop));
    }

    [Fact]
    public async Task Duplicate_late_and_lost_deliveries_change_no_figure()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await RunningHost.Start(stop, new Dictionary<string, string>
        {
            ["LocalHost__Faults__DuplicateDelivery"] = "0.3",
            ["LocalHost__Faults__LockLoss"] = "0.3",
            ["LocalHost__Faults__Delay"] = "0.2",
            ["LocalHost__Faults__Reorder"] = "0.3",
        });

        Assert.Equal(0, await DemoCommand.Run(host.Address, [], stop));
    }
}
