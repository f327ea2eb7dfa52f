using Billing.Functions.Tests.Support;
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
        var found = (await shop.Vouchers.Find(code, account, default))!;
        var counted = Redemption(EffectEnd(code), RedemptionStage.Reserved, account: account.Value) with
        {
            Campaign = found.Campaign,
        };
        Assert.NotNull(await shop.Vouchers.Reserve(found, counted, default));

        await shop.RunTimer();
        Assert.Equal("none in 0 lots, 0 movements, 0 commits", await shop.Credit(account));

        clock.Advance(TimeSpan.FromSeconds(61));
        await shop.RunTimer();
        await shop.RunTimer();
        Assert.Equal("10 USD in 1 lots, 2 movements, 1 commits", await shop.Credit(account));
        Assert.Equal((1, 0), (await shop.Uses(code), await shop.Open(code)));
    }

    /// <summary>Something of the code that a ULID may end in.</summary>
    private static string EffectEnd(VoucherCode code) => code.Digest[..8].ToUpperInvariant();
}
