using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;

namespace Billing.Functions.Tests.Accounts;

public sealed class SettingsDeskTests(Azurite azurite) : IAsyncLifetime
{
    private TimerWorld _world = null!;
    private TableServiceClient _tables = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TimerWorld.Open(azurite);
        _tables = await azurite.Tables();
        await azurite.Table(ProfileTable.Name);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Thresholds_that_are_refused_change_no_preference()
    {
        var account = SomeLedger.Account("settings");
        await _world.Commit(account, SomeLedger.Opened("VND"));

        var outcome = await Desk(_world, _tables).Change(account, FiveInJapanese, null, default);

        Assert.False(outcome.IsAccepted(out _, out var refusal));
        Assert.Equal(SettingsRefusal.OtherCurrency, refusal);
        Assert.True((await Preferences().FindStored(account, default)).IsDefault);
    }

    /// <summary>Each of many at once changes what it names, and loses nothing of the others.</summary>
    [Fact]
    public async Task Changes_at_once_are_all_kept()
    {
        var account = SomeLedger.Account("settings");
        await _world.Commit(account, SomeLedger.Opened());
        SettingsWish[] wishes =
        [
            Nothing with { Language = Language.Ja },
            Nothing with { Notices = [(NoticeFamily.PlanUse, false)] },
            Nothing with { Notices = [(NoticeFamily.Balance, false)] },
            Nothing with { LowBalance = [SomeLedger.Usd("7")] },
        ];

        await Task.WhenAll(wishes.Select(wish => Desk(_world, _tables).Change(account, wish, null, default)));

        var chosen = await Preferences().Find(account, default);
        Assert.Equal((Language.Ja, NoticeFamily.Balance | NoticeFamily.PlanUse), (chosen.Language, chosen.Muted));
        Assert.True((await _world.Ledger.Load(account, default)).State.LowBalance!.IsChosen);
    }

    /// <summary>
    /// Wherever the request breaks, the customer's repetition leaves the settings chosen, by one fact.
    /// </summary>
    [Fact]
    public async Task Settings_are_chosen_once_wherever_the_request_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var account = SomeLedger.Account("crash-settings");
            await _world.Commit(account, SomeLedger.Opened());
            try
            {
                await Desk(await _world.Another(plan), await azurite.Tables(plan))
                    .Change(account, FiveInJapanese, null, default);
            }
            catch (Exception fault) when (
                fault is Azure.RequestFailedException or TaskCanceledException or ProcessKilledException)
            {
                // The customer saw an error and asks again.
            }

            await Desk(_world, _tables).Change(account, FiveInJapanese, null, default);

            Assert.Equal("[] 3 movements", await _world.Standing(account));
            Assert.True((await _world.Ledger.Load(account, default)).State.LowBalance!.IsChosen);
            Assert.Equal(Language.Ja, (await Preferences().Find(account, default)).Language);
        });
        Assert.Equal(45, tried);
    }

    internal static SettingsDesk Desk(TimerWorld world, TableServiceClient tables)
    {
        var profiles = new ProfileTable(tables);
        return new(world.Desk(), profiles, new(tables, profiles), TimerWorld.Defaults, world.Clock);
    }

    private static SettingsWish Nothing { get; } = new(null, null, null, null, []);

    private static SettingsWish FiveInJapanese { get; } =
        Nothing with { LowBalance = [SomeLedger.Usd("5")], Language = Language.Ja };

    private PreferencesTable Preferences() => new(_tables, new(_tables));
}
