using Billing.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Timers;

public sealed class RetryPlanTests
{
    private static IRetryPlan Doubling => new ExponentialBackoffRetryAttribute(-1, "00:00:04", "00:01:00");

    [Fact]
    public void A_fixed_delay_stays() =>
        Assert.Equal([10, 10, 10], Delays(new FixedDelayRetryAttribute(3, "00:00:10"), 3));

    [Fact]
    public void An_exponential_delay_doubles_up_to_its_maximum() =>
        Assert.Equal([4, 8, 16, 32, 60, 60], Delays(Doubling, 6));

    [Fact]
    public void Very_late_retries_still_wait_the_maximum() =>
        Assert.Equal(
            TimeSpan.FromMinutes(1),
            Doubling.DelayBefore(int.MaxValue));

    private static IEnumerable<int> Delays(IRetryPlan plan, int count) =>
        Enumerable.Range(1, count).Select(retry => (int)plan.DelayBefore(retry).TotalSeconds);
}
