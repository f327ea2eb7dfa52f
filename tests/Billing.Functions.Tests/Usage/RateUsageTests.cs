using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Usage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Usage;

public sealed class RateUsageTests(Azurite azurite)
{
    [Fact]
    public async Task A_message_is_completed_once_all_its_accounts_are_charged()
    {
        var world = await UsageWorld.Open(azurite);
        var (one, two) = (await world.Customer(), await world.Customer());
        var mixed = UsageWorld.Message(Some.EventJson(account: one.Value), Some.EventJson(account: two.Value));
        var again = UsageWorld.Message(Some.EventJson(account: one.Value));

        var settled = await world.Rate(mixed, again);

        Assert.Equal(2, settled.Completed.Count);
        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(one));
        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(two));
    }

    [Fact]
    public async Task What_is_not_begun_while_the_lock_is_safe_goes_back_to_the_queue()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var message = UsageWorld.Message(Some.EventJson(account: account.Value));
        var settled = new SettledMessages();
        var verb = new RateUsage(world.Charging, new LeapingClock(), NullLogger<RateUsage>.Instance);

        await verb.Run([message], settled, default);

        Assert.Same(message, Assert.Single(settled.Abandoned));
        Assert.Empty(settled.Completed);
    }

    [Theory]
    [InlineData("{", "not_json")]
    [InlineData("7", "not_a_batch")]
    [InlineData("\u0000", "not_json")]
    public async Task A_body_that_is_no_batch_is_dead_lettered_with_its_reason_and_the_others_are_charged(
        string body, string reason)
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var (bad, good) = (
            UsageWorld.Message(System.Text.Encoding.UTF8.GetBytes(body)),
            UsageWorld.Message(Some.EventJson(account: account.Value)));

        var settled = await world.Rate(bad, good);

        Assert.Equal(reason, settled.DeadLettered[bad]);
        Assert.Same(good, Assert.Single(settled.Completed));
        Assert.Equal("0.000165 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task An_event_straight_from_the_queue_that_cannot_be_read_is_kept_once()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var bad = Some.EventJson(account: account.Value, quantity: "-5");

        await world.Rate(UsageWorld.Message(bad.DeepClone().AsObject(), Some.EventJson("good", account.Value)));
        await world.Rate(UsageWorld.Message(bad.DeepClone().AsObject()));

        var kept = Assert.Single(await world.Kept(account)).Event;
        Assert.Equal(("quantity_out_of_range", bad.ToJsonString()), (kept.Reason, kept.Event));
        Assert.Equal("0.000165 by 1 lines, 1 kept", await world.Charged(account));
    }

    [Fact]
    public async Task An_event_that_names_no_account_is_kept_with_the_unidentified()
    {
        var world = await UsageWorld.Open(azurite);
        var lost = Some.EventJson(id: $"lost-{SomeLedger.Account()}");
        lost["subject"] = "not an account";

        var settled = await world.Rate(UsageWorld.Message(lost));

        Assert.Single(settled.Completed);
        Assert.Contains(await world.Kept(AccountId.Unidentified), kept => kept.Event.Event == lost.ToJsonString());
    }

    [Fact]
    public async Task An_account_that_fails_holds_back_only_its_own_messages()
    {
        var world = await UsageWorld.Open(azurite);
        var (well, ill) = (await world.Customer(), await world.Customer());
        await world.Charge(ill, Some.EventJson(account: ill.Value));
        var head = await world.Ledger.Rows.GetEntityAsync<TableEntity>(
            LedgerKeys.Partition(ill), LedgerKeys.Head(ill));
        var spoilt = new TableEntity(LedgerKeys.Partition(ill), LedgerKeys.Head(ill));
        await world.Ledger.Rows.UpdateEntityAsync(spoilt, head.Value.ETag, TableUpdateMode.Replace);

        var (first, second) = (
            UsageWorld.Message(Some.EventJson("x", ill.Value), Some.EventJson(account: well.Value)),
            UsageWorld.Message(Some.EventJson("y", well.Value)));
        var settled = await (await UsageWorld.Open(azurite)).Rate(first, second);

        Assert.Same(first, Assert.Single(settled.Abandoned));
        Assert.Same(second, Assert.Single(settled.Completed));
        Assert.Equal("0.00033 by 2 lines, 0 kept", await world.Charged(well));
    }

    [Fact]
    public async Task Whatever_storage_call_fails_every_event_is_charged_once_in_the_end()
    {
        var tried = await FaultPlan.TryEach(Trial);
        TestContext.Current.SendDiagnosticMessage("{0} crash points of rating", tried);
        Assert.True(tried >= 70, $"{tried} crash points");
    }

    private async Task Trial(FaultPlan plan)
    {
        var clean = await UsageWorld.Open(azurite);
        var account = await clean.Customer();
        var first = UsageWorld.Message(
            Some.EventJson("a", account.Value, Some.Noon.AddDays(-1)),
            Some.EventJson("b", account.Value),
            Some.EventJson("bad", account.Value, meter: "no-such"));
        var second = UsageWorld.Message(Some.EventJson("b", account.Value), Some.EventJson("c", account.Value));

        var settled = await (await UsageWorld.Open(azurite, plan)).Rate(first, second);
        Assert.Equal(2, settled.Completed.Count + settled.Abandoned.Count);
        if (!settled.Completed.IsEmpty) Assert.Equal("0.000495 by 3 lines, 1 kept", await clean.Charged(account));

        // The bus delivers again what was not completed, and once more what was.
        var restarted = await UsageWorld.Open(azurite);
        Assert.Empty((await restarted.Rate([.. settled.Abandoned])).Abandoned);
        Assert.Empty((await restarted.Rate(first, second)).Abandoned);

        Assert.Equal("0.000495 by 3 lines, 1 kept", await restarted.Charged(account));
        Assert.Equal("unknown_meter", Assert.Single(await restarted.Kept(account)).Event.Reason);
    }
}
