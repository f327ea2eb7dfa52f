using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Accounts;

public sealed class ProfileTableTests(Azurite azurite) : IAsyncLifetime
{
    private readonly AccountId _account = AccountId.Parse(EffectId.New(TimeProvider.System.GetUtcNow()));
    private ProfileTable _profiles = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.Table(ProfileTable.Name);
        _profiles = new(await azurite.Tables());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_profile_comes_back_as_it_was_saved()
    {
        var company =
            SomeProfile.InVietnam() with { Type = BillingType.Company, TaxCode = "0312345678", Name = "Công ty Đông" };
        await Save(company);

        Assert.Equal(company, (await _profiles.Find(_account, default))!.Profile);
    }

    [Fact]
    public async Task A_lock_needs_a_profile() => Assert.Null(await _profiles.LockCurrency(_account, default));

    [Fact]
    public async Task Locking_again_is_the_same_lock()
    {
        await Save(SomeProfile.InVietnam());
        var first = await _profiles.LockCurrency(_account, default);
        var tag = (await _profiles.Find(_account, default))!.Tag;
        var second = await _profiles.LockCurrency(_account, default);

        Assert.Equal(first, second);
        Assert.True(second!.IsCurrencyLocked);
        Assert.Equal(tag, (await _profiles.Find(_account, default))!.Tag);
    }

    [Fact]
    public async Task After_the_lock_another_currency_is_refused_and_another_address_is_not()
    {
        await Save(SomeProfile.InVietnam());
        await _profiles.LockCurrency(_account, default);

        Assert.Equal(ProfileRefusal.CurrencyLocked, await Refused(SomeProfile.In("US", "USD")));
        var moved = await Save(SomeProfile.InVietnam() with { Address = "2 Hang Bai" });
        Assert.True(moved.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task Lock_and_edit_at_once_never_leave_another_currency_than_the_locked_one()
    {
        for (var round = 0; round < 20; round++)
        {
            var account = AccountId.Parse($"{_account}-{round}");
            await _profiles.Change(account, SomeProfile.InVietnam(), null, default);
            var locking = Task.Run(() => _profiles.LockCurrency(account, default));
            var editing = Task.Run(() => _profiles.Change(account, SomeProfile.In("US", "USD"), null, default));
            var locked = await locking;
            await editing;

            var final = (await _profiles.Find(account, default))!.Profile;
            Assert.True(final.IsCurrencyLocked);
            Assert.Equal(locked!.Currency, final.Currency);
        }
    }

    [Fact]
    public async Task Two_first_saves_at_once_leave_one_whole_profile()
    {
        var saves = await Task.WhenAll(
            Save(SomeProfile.InVietnam()), Save(SomeProfile.In("US", "USD")), Save(SomeProfile.In("JP", "JPY")));
        var final = (await _profiles.Find(_account, default))!.Profile;

        Assert.Equal(3, saves.Length);
        BillingProfile[] sent = [SomeProfile.InVietnam(), SomeProfile.In("US", "USD"), SomeProfile.In("JP", "JPY")];
        Assert.Contains(final, sent);
    }

    [Fact]
    public async Task Many_locks_at_once_all_see_one_currency()
    {
        await Save(SomeProfile.In("US", "EUR"));
        var locks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _profiles.LockCurrency(_account, default)));

        Assert.All(locks, profile => Assert.Equal(Currency.Parse("EUR"), profile!.Currency));
    }

    [Fact]
    public async Task An_edit_of_an_older_version_is_refused()
    {
        var first = await Save(SomeProfile.InVietnam());
        var second = await Save(SomeProfile.InVietnam() with { Name = "Binh" }, first.Tag);

        Assert.Equal(ProfileRefusal.ChangedMeanwhile, await Refused(SomeProfile.InVietnam(), first.Tag));
        await Save(SomeProfile.InVietnam(), second.Tag);
    }

    [Fact]
    public async Task A_version_of_a_profile_that_is_not_there_is_refused() =>
        Assert.Equal(ProfileRefusal.ChangedMeanwhile, await Refused(SomeProfile.InVietnam(), "\"x\""));

    private async Task<StoredProfile> Save(BillingProfile profile, string? ifMatch = null)
    {
        var outcome = await _profiles.Change(_account, profile, ifMatch, default);
        Assert.True(outcome.IsAccepted(out var saved, out _));
        return saved;
    }

    private async Task<ProfileRefusal> Refused(BillingProfile profile, string? ifMatch = null)
    {
        var outcome = await _profiles.Change(_account, profile, ifMatch, default);
        Assert.False(outcome.IsAccepted(out _, out var refusal));
        return refusal;
    }
}
