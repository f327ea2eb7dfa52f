using Billing.Functions.Tests.Support;
using Billing.Ledger;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageChargingCoversTests(Azurite azurite)
{
    [Fact]
    public async Task A_plan_is_used_up_across_messages_told_once_and_the_audit_is_clean()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson("first", account.Value));
        var terms = Terms("0.00033", null, UnitQuota("1000000")) with
        {
            From = Some.Noon.AddDays(-1), Until = Some.Noon.AddDays(1), Prices = [Price("0.1")],
        };
        await Commit(world, account, Activated(terms), TopUp("5"));

        var large = Some.EventJson("b", account.Value, quantity: "4000");
        await world.Charge(account, Some.EventJson("a", account.Value), large);
        await world.Charge(account, Some.EventJson("a", account.Value), Some.EventJson("c", account.Value));

        Assert.Equal("0 by 4 lines, 0 kept", await world.Charged(account));
        var state = (await world.Ledger.Load(account, default)).State;
        Assert.True(Assert.Single(state.Covers).IsExhausted);
        Assert.Equal("0", state.Covers[0].Remaining.ToDecimalString());
        Assert.Equal("4.9993895001", state.Lots[0].Remaining.ToDecimalString());
        Assert.Equal(["plan-used", "plan-used", "plan-used", "plan-exhausted"], await Raised(world, account));
    }

    [Fact]
    public async Task A_cover_that_is_cleared_away_leaves_breakage_and_a_clean_audit()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson("first", account.Value));
        var terms = Terms("10") with { From = Some.Noon.AddDays(-9), Until = Some.Noon.AddDays(-1) };
        await Commit(world, account, Activated(terms));
        await world.Charge(account, Some.EventJson("late", account.Value, Some.Noon.AddDays(-2)));
        world.Clock.Advance(TimeSpan.FromDays(3));
        var left = Assert.Single((await world.Ledger.Load(account, default)).State.Covers).Remaining;
        Assert.Equal("9.999835", left.ToDecimalString());

        await Commit(world, account, new MovementFact.CoverExpired(new("plan:p-1:1"), left));

        Assert.Equal("0.000165 by 2 lines, 0 kept", await world.Charged(account));
        Assert.Empty((await world.Ledger.Load(account, default)).State.Covers);
    }

    private static async Task Commit(UsageWorld world, AccountId account, params MovementFact[] facts)
    {
        var head = await world.Ledger.Load(account, default);
        var entry = new LedgerEntry(world.Clock.GetUtcNow()) { Movements = [.. facts] };
        Assert.IsType<CommitResult.Committed>(await world.Ledger.Commit(head, entry, [], default));
    }

    private static async Task<List<string>> Raised(UsageWorld world, AccountId account)
    {
        var kinds = new List<string>();
        var filter = KeyRange.All(LedgerKeys.OutboxRow).Filter(account);
        await foreach (var row in world.Ledger.Rows.QueryAsync<Azure.Data.Tables.TableEntity>(filter))
            kinds.Add(row.GetString("Kind"));
        return kinds;
    }
}
