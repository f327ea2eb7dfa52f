using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Accounts;

public sealed class PreferencesTableTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly Preferences Chosen = new(Language.Ja, "Europe/Berlin", Currency.Usd);

    private readonly AccountId _account = AccountId.Parse(EffectId.New(TimeProvider.System.GetUtcNow()));
    private PreferencesTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.Table(ProfileTable.Name);
        var tables = await azurite.Tables();
        _table = new(tables, new(tables));
        await new ProfileTable(tables).Change(_account, SomeProfile.InVietnam(), ifMatch: null, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Until_somebody_chooses_the_profile_decides()
    {
        var stored = await _table.FindStored(_account, default);

        Assert.True(stored.IsDefault);
        Assert.Equal(Preferences.Default(SomeProfile.InVietnam()), stored.Preferences);
    }

    [Fact]
    public async Task A_choice_comes_back_as_it_was_made()
    {
        await Choose(Chosen);
        Assert.Equal(Chosen, await _table.Find(_account, default));

        await Choose(Chosen with { DisplayCurrency = null });
        Assert.Equal(Chosen with { DisplayCurrency = null }, await _table.Find(_account, default));
    }

    [Fact]
    public async Task Of_two_choices_from_the_same_state_one_is_kept()
    {
        var read = await _table.FindStored(_account, default);
        Assert.True(await _table.Save(_account, read, Chosen, default));
        Assert.False(await _table.Save(_account, read, Chosen with { Language = Language.En }, default));

        var later = await _table.FindStored(_account, default);
        Assert.True(await _table.Save(_account, later, Chosen with { Language = Language.Vi }, default));
        Assert.False(await _table.Save(_account, later, Chosen, default));
        Assert.Equal(Language.Vi, (await _table.Find(_account, default)).Language);
    }

    private async Task Choose(Preferences chosen) => Assert.True(
        await _table.Save(_account, await _table.FindStored(_account, default), chosen, default));
}
