using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Billing.Vouchers;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

/// <summary>Redemption over two partitions, when requests race and when the process dies in between.</summary>
public sealed class RedemptionDeskTests(Azurite azurite)
{
    private const string Once = "10 USD in 1 lots, 2 movements, 1 commits";

    [Fact]
    public async Task One_account_that_redeems_sixteen_times_at_once_has_the_credit_once()
    {
        var shop = await VoucherShop.Open(azurite);
        var (code, account) = (await shop.Offer(), await shop.Customer());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Try(shop, account, code)));
        await Drain(azurite, code);

        Assert.Contains("201", answers);
        Assert.Equal(Once, await shop.Credit(account));
        Assert.Equal((1, 0), (await shop.Uses(code), await shop.Open(code)));
    }

    [Fact]
    public async Task Sixteen_accounts_that_race_for_the_last_three_uses_get_three()
    {
        var shop = await VoucherShop.Open(azurite);
        var code = await shop.Offer(it => it with { TotalLimit = 3 });
        var accounts = new List<AccountId>();
        for (var i = 0; i < 16; i++) accounts.Add(await shop.Customer());

        var answers = await Task.WhenAll(accounts.Select(account => Try(shop, account, code)));

        Assert.Equal(3, answers.Count(it => it == "201"));
        Assert.Equal(13, answers.Count(it => it == "409 redemption_limit_reached"));
        var credits = await Task.WhenAll(accounts.Select(shop.Credit));
        Assert.Equal(3, credits.Count(it => it == Once));
        Assert.Equal((3, 0), (await shop.Uses(code), await shop.Open(code)));
    }

    [Fact]
    public async Task Sixteen_codes_that_race_for_a_budget_of_three_redemptions_get_three()
    {
        var shop = await VoucherShop.Open(azurite);
        var codes = await shop.OfferMany(16, it => it with { Budget = SomeLedger.Usd("39.99") });
        var accounts = new List<AccountId>();
        for (var i = 0; i < 16; i++) accounts.Add(await shop.Customer());

        var answers = await Task.WhenAll(accounts.Zip(codes, (account, code) => Try(shop, account, code)));

        Assert.Equal(3, answers.Count(it => it == "201"));
        Assert.Equal(13, answers.Count(it => it == "409 budget_exhausted"));
        var credits = await Task.WhenAll(accounts.Select(shop.Credit));
        Assert.Equal(3, credits.Count(it => it == Once));
        Assert.Equal("30 of 39.99", await shop.Budget(codes[0]));
    }

    [Fact]
    public async Task Of_four_codes_for_new_accounts_at_once_one_is_credited()
    {
        var shop = await VoucherShop.Open(azurite);
        var account = await shop.Customer();
        var codes = new List<VoucherCode>();
        for (var i = 0; i < 4; i++) codes.Add(await shop.Offer(it => it with { NewAccountsOnly = true }));

        var answers = await Task.WhenAll(codes.Select(code => Try(shop, account, code)));

        Assert.Equal(1, answers.Count(it => it == "201"));
        Assert.Equal(3, answers.Count(it => it == "409 not_eligible"));
        Assert.StartsWith("10 USD in 1 lots", await shop.Credit(account), StringComparison.Ordinal);
        Assert.True((await new LedgerAuditor(
            shop.Ledger, TimeProvider.System, credits: [RedeemedVoucherTable.Witness]).Audit(account, default)).Ok);
    }

    [Fact]
    public async Task Whatever_call_fails_the_credit_is_granted_once_by_the_timer_or_the_next_request()
    {
        var tried = await FaultPlan.TryEach(plan => Trial(plan, drainFirst: true, sameRequest: true));
        TestContext.Current.SendDiagnosticMessage("{0} crash points of a redemption, repeated with its key", tried);
        Assert.True(tried > 100, $"{tried} crash points");
    }

    [Fact]
    public async Task Whatever_call_fails_another_request_finishes_what_the_first_began()
    {
        var tried = await FaultPlan.TryEach(plan => Trial(plan, drainFirst: false, sameRequest: false));
        TestContext.Current.SendDiagnosticMessage("{0} crash points of a redemption, repeated without a key", tried);
        Assert.True(tried > 100, $"{tried} crash points");
    }

    [Fact]
    public async Task Whatever_call_fails_the_budget_is_spent_once()
    {
        var tried = await FaultPlan.TryEach(plan => Trial(plan, drainFirst: true, sameRequest: true, Capped));
        Assert.True(tried > 100, $"{tried} crash points");

        static VoucherCampaign Capped(VoucherCampaign it) => it with { Budget = SomeLedger.Usd("10") };
    }

    private async Task Trial(
        FaultPlan plan,
        bool drainFirst,
        bool sameRequest,
        Func<VoucherCampaign, VoucherCampaign>? terms = null)
    {
        var clean = await VoucherShop.Open(azurite);
        var (code, account) = (await clean.Offer(terms), await clean.Customer());
        var request = EffectId.New(Noon);
        await Try(await VoucherShop.Open(azurite, plan), account, code, request);

        if (drainFirst)
        {
            await Drain(azurite, code);
            var granted = await clean.Uses(code) == 1 ? Once : "none in 0 lots, 0 movements, 0 commits";
            Assert.Equal(granted, await clean.Credit(account));
        }

        var again = await Try(clean, account, code, sameRequest ? request : null);
        Assert.True(again == "201" || (!sameRequest && again == "409 already_redeemed_by_account"), again);
        await Drain(azurite, code);

        Assert.Equal(Once, await clean.Credit(account));
        Assert.Equal((1, 0), (await clean.Uses(code), await clean.Open(code)));
        Assert.Single(await clean.Redeemed.List(account, null, 10, default));
        Assert.Equal(terms is null ? "none" : "10 of 10", await clean.Budget(code));
        var audit = await new LedgerAuditor(
            clean.Ledger, TimeProvider.System, credits: [RedeemedVoucherTable.Witness]).Audit(account, default);
        Assert.True(audit.Ok, $"{audit.FirstBroken}");
    }

    /// <summary>What the timer does, in the partition of one code.</summary>
    private static async Task Drain(Azurite azurite, VoucherCode code)
    {
        var restarted = await VoucherShop.Open(azurite);
        foreach (var open in await restarted.OpenOf(code)) await restarted.Grants.Complete(open, default);
    }

    private static async Task<string> Try(VoucherShop shop, AccountId account, VoucherCode code, string? request = null)
    {
        try
        {
            return VoucherShop.Said(await shop.Redeem(account, code, request));
        }
        catch (Exception crash) when (crash is not InvariantException)
        {
            return crash.GetType().Name;
        }
    }
}
