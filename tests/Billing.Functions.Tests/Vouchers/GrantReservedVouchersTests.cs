using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Vouchers;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class GrantReservedVouchersTests(Azurite azurite)
{
    [Fact]
    public async Task A_redemption_that_was_only_counted_is_granted_after_a_minute()
    {
        var clock = new FakeTimeProvider(Noon);
        var shop = await VoucherShop.Open(azurite, clock: clock);
        var (code, account) = (await shop.Offer(), await shop.Customer());
        await Count(shop, code, account);

        await shop.RunTimer();
        Assert.Equal("none in 0 lots, 0 movements, 0 commits", await shop.Credit(account));

        clock.Advance(TimeSpan.FromSeconds(61));
        await shop.RunTimer();
        await shop.RunTimer();
        Assert.Equal("10 USD in 1 lots, 2 movements, 1 commits", await shop.Credit(account));
        Assert.Equal((1, 0), (await shop.Uses(code), await shop.Open(code)));
    }

    [Fact]
    public async Task A_redemption_that_can_never_be_granted_does_not_hold_up_the_others()
    {
        var clock = new FakeTimeProvider(Noon);
        var shop = await VoucherShop.Open(azurite, clock: clock);
        var (stuck, account) = (await shop.Customer(), await shop.Customer());
        var yen = new LedgerEntry(Noon) { Movements = [new MovementFact.Opened(Currency.Jpy, "Asia/Tokyo")] };
        await shop.Ledger.Commit(AccountHead.New(stuck), yen, [], default);
        foreach (var owner in new[] { stuck, account }) await Count(shop, await shop.Offer(), owner);

        clock.Advance(TimeSpan.FromSeconds(61));
        await shop.RunTimer();

        Assert.Equal("10 USD in 1 lots, 2 movements, 1 commits", await shop.Credit(account));
        Assert.Equal("0 JPY in 0 lots, 1 movements, 1 commits", await shop.Credit(stuck));
    }

    private static async Task Count(VoucherShop shop, VoucherCode code, AccountId account)
    {
        var found = (await shop.Vouchers.Find(code, account, default))!;
        var counted = Redemption(EffectEnd(code), RedemptionStage.Reserved, account: account.Value) with
        {
            Campaign = found.Campaign,
        };
        Assert.NotNull(await shop.Vouchers.Reserve(found, counted, default));
    }

    /// <summary>Something of the code that a ULID may end in.</summary>
    private static string EffectEnd(VoucherCode code) => code.Digest[..8].ToUpperInvariant();
}
