using Billing.Ledger;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class LaneTests
{
    [Fact]
    public void Accounts_spread_over_all_lanes()
    {
        var accounts = Enumerable.Range(0, 20_000).Select(i => AccountId.Parse($"acct-{i}"));

        var lanes = accounts.Select(Lane.Of).CountBy(lane => lane);

        Assert.Equal(Lane.Count, lanes.Count());
        Assert.All(lanes, lane => Assert.InRange(lane.Value, 20, 160));
    }

    [Fact]
    public void An_account_keeps_its_lane() => Assert.Equal("lane-34", Lane.Of(AccountId.Parse("acme")));
}
