using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class RedeemVoucherTests(Azurite azurite)
{
    private const string Once = "10 USD in 1 lots, 2 movements, 1 commits";

    [Fact]
    public async Task A_code_becomes_credit_at_once()
    {
        var shop = await VoucherShop.Open(azurite);
        var (code, account) = (await shop.Offer(), await shop.Customer());

        var answer = await shop.Redeem(account, $$"""{"code":"  {{code.Value.ToLowerInvariant()}} "}""");

        Assert.Equal("201", VoucherShop.Said(answer));
        var body = VoucherShop.Body(answer);
        Assert.Equal("Your voucher has been applied successfully.", body.GetProperty("message").GetString());
        Assert.Equal(code.Masked, body.GetProperty("voucher").GetProperty("code").GetString());
        Assert.Equal("active", body.GetProperty("voucher").GetProperty("status").GetString());
        Assert.Equal(Once, await shop.Credit(account));
        Assert.Equal((1, 0), (await shop.Uses(code), await shop.Open(code)));
        Assert.True((await shop.Profiles.Find(account, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task Each_refusal_has_its_own_code_and_changes_nothing()
    {
        var shop = await VoucherShop.Open(azurite);
        var (american, japanese) = (await shop.Customer(), await shop.Customer("JP", "JPY"));
        (string Expected, AccountId Who, VoucherCode Code)[] table =
        [
            ("404 not_found", american, VoucherCode.New()),
            ("409 not_started", american, await shop.Offer(it => it with { Redeem = new(Noon.AddTicks(1), null) })),
            ("409 expired", american, await shop.Offer(it => it with { Redeem = new(null, Noon) })),
            ("409 currency_mismatch", japanese, await shop.Offer()),
            ("409 not_eligible", american, await shop.Offer(it => it with { Countries = [BillingCountry.Japan] })),
            ("409 revoked", american, await shop.Offer(it => it.Revoke(Noon))),
            ("409 billing_profile_required", SomeLedger.Account(), await shop.Offer()),
        ];

        foreach (var (expected, who, code) in table)
        {
            Assert.Equal(expected, VoucherShop.Said(await shop.Redeem(who, code)));
            Assert.Equal("none in 0 lots, 0 movements, 0 commits", await shop.Credit(who));
        }
        Assert.False((await shop.Profiles.Find(american, default))!.Profile.IsCurrencyLocked);
    }

    [Fact]
    public async Task A_code_is_redeemed_once_by_an_account_and_as_often_as_its_limit_by_all()
    {
        var shop = await VoucherShop.Open(azurite);
        var code = await shop.Offer(it => it with { TotalLimit = 2 });
        var (one, two, three) = (await shop.Customer(), await shop.Customer(), await shop.Customer());

        Assert.Equal("201", VoucherShop.Said(await shop.Redeem(one, code)));
        Assert.Equal("409 already_redeemed_by_account", VoucherShop.Said(await shop.Redeem(one, code)));
        Assert.Equal("201", VoucherShop.Said(await shop.Redeem(two, code)));
        Assert.Equal("409 redemption_limit_reached", VoucherShop.Said(await shop.Redeem(three, code)));
        Assert.Equal(2, await shop.Uses(code));
    }

    [Fact]
    public async Task A_code_for_new_accounts_is_not_for_one_that_has_credit()
    {
        var shop = await VoucherShop.Open(azurite);
        var account = await shop.Customer();

        var first = await shop.Offer(it => it with { NewAccountsOnly = true });
        var second = await shop.Offer(it => it with { NewAccountsOnly = true });

        Assert.Equal("201", VoucherShop.Said(await shop.Redeem(account, first)));
        Assert.Equal("409 not_eligible", VoucherShop.Said(await shop.Redeem(account, second)));
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_redemption_even_after_another_one()
    {
        var shop = await VoucherShop.Open(azurite);
        var code = await shop.Offer(it => it with { PerAccountLimit = 3 });
        var (account, first) = (await shop.Customer(), EffectId.New(Noon));

        var answers = new[]
        {
            await shop.Redeem(account, code, first),
            await shop.Redeem(account, code),
            await shop.Redeem(account, code, first),
        };

        var vouchers = answers.Select(it => VoucherShop.Body(it).GetProperty("voucher"));
        var ids = vouchers.Select(it => it.GetProperty("id").GetString()).ToArray();
        Assert.Equal((first, ids[0]), (ids[2], ids[0]));
        Assert.Equal("20 USD in 2 lots, 3 movements, 2 commits", await shop.Credit(account));
        Assert.Equal(2, await shop.Uses(code));
    }

    [Theory]
    [InlineData("""{"code":"SPRING-026"}""", "422 invalid", "code:invalid")]
    [InlineData("""{"code":"SHORT"}""", "422 invalid", "code:invalid")]
    [InlineData("""{"code":2026202620}""", "422 invalid", "code:type")]
    [InlineData("""{"code":"SPRING\u0000026"}""", "422 invalid", "code:control_characters")]
    [InlineData("""{}""", "422 invalid", "code:required")]
    [InlineData("""{"code":"SPRING2026","amount":5}""", "422 invalid", "amount:unknown_member")]
    [InlineData("""{"code":""", "400 malformed")]
    [InlineData("""["SPRING2026"]""", "400 malformed")]
    public async Task A_body_that_is_no_code_is_named(string body, string expected, params string[] faults)
    {
        var shop = await VoucherShop.Open(azurite);

        var answer = await shop.Redeem(AccountId.Parse("acme"), body);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults());
    }

    [Fact]
    public async Task Ten_wrong_codes_lock_the_account_for_a_while_and_no_restart_unlocks_it()
    {
        var clock = new FakeTimeProvider(Noon);
        var shop = await VoucherShop.Open(azurite, clock: clock);
        var (account, right) = (await shop.Customer(), await shop.Offer());
        for (var i = 0; i < CodeTries.Limit; i++)
            Assert.Equal("404 not_found", VoucherShop.Said(await shop.Redeem(account, VoucherCode.New())));

        var restarted = await VoucherShop.Open(azurite, clock: clock);
        var locked = await restarted.Redeem(account, right);
        Assert.Equal("429 after 900", await Lock(locked));
        Assert.Equal("201", VoucherShop.Said(await restarted.Redeem(await restarted.Customer(), right)));

        clock.Advance(CodeTries.Window);
        Assert.Equal("201", VoucherShop.Said(await restarted.Redeem(account, right)));
    }

    [Fact]
    public async Task Of_many_wrong_codes_at_once_ten_are_looked_up()
    {
        var shop = await VoucherShop.Open(azurite);
        var account = await shop.Customer();

        var guesses = Enumerable.Range(0, 24).Select(_ => Try(() => shop.Redeem(account, VoucherCode.New())));
        var answers = await Task.WhenAll(guesses);

        Assert.Equal(CodeTries.Limit, answers.Count(it => it == "404 not_found"));
        Assert.DoesNotContain("201", answers);
    }

    private static async Task<string> Lock(IActionResult answer)
    {
        var services = new ServiceCollection().AddLogging().AddMvcCore().Services.BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        await http.Answer(answer);
        return $"{http.Response.StatusCode} after {http.Response.Headers.RetryAfter}";
    }

    private static async Task<string> Try(Func<Task<IActionResult>> redeem)
    {
        try
        {
            return VoucherShop.Said(await redeem());
        }
        catch (BusyException)
        {
            return "busy";
        }
    }
}
