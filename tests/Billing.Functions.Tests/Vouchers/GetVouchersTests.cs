using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class GetVouchersTests(Azurite azurite)
{
    [Fact]
    public async Task The_list_shows_what_became_of_each_voucher_and_never_its_code()
    {
        var clock = new FakeTimeProvider(Noon);
        var shop = await VoucherShop.Open(azurite, clock: clock);
        var account = await shop.Customer();
        var codes = new[]
        {
            await shop.Offer(it => it with { ValidDays = 1 }),
            await shop.Offer(it => it with { Credit = new(Noon.AddDays(20), null), Services = [new("gpu")] }),
            await shop.Offer(),
        };
        foreach (var (index, code) in codes.Index())
            await shop.Redeem(account, code, EffectId.New(Noon.AddSeconds(index)));
        clock.Advance(TimeSpan.FromDays(2));

        var text = VoucherShop.Body(await List(shop, account)).GetRawText();

        Assert.Equal(
            [
                $"{codes[2].Masked} active 10 of 10 []",
                $"{codes[1].Masked} scheduled 10 of 10 [\"gpu\"]",
                $"{codes[0].Masked} expired 10 of 10 []",
            ],
            JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().Select(Line));
        Assert.All(codes, code => Assert.DoesNotContain(code.Value, text, StringComparison.Ordinal));
    }

    /// <summary>What was forfeited is told from what was used up, before and after it has left the account.</summary>
    [Fact]
    public async Task A_voucher_that_ended_with_something_left_has_expired_and_a_used_one_has_not()
    {
        var clock = new FakeTimeProvider(Noon);
        var shop = await VoucherShop.Open(azurite, clock: clock);
        var account = await shop.Customer();
        var ids = Enumerable.Range(0, 3).Select(i => EffectId.New(Noon.AddSeconds(i))).ToList();
        foreach (var (index, id) in ids.Index())
            await shop.Redeem(account, await shop.Offer(it => it with { ValidDays = 1 + index }), id);
        var head = await shop.Ledger.Load(account, default);
        var usage = SomeLedger.Spending(head.State, SomeLedger.Usd("15"), head.TimeOf(Noon));
        await shop.Ledger.Commit(head, usage, [], default);
        string[] expected = ["expired 10", "expired 5", "usedUp 0"];

        clock.Advance(TimeSpan.FromDays(3.5));
        Assert.Equal(expected, await Statuses(shop, account));
        clock.Advance(TimeSpan.FromDays(30));
        var desk = new LedgerDesk(shop.Ledger, TimeProvider.System, new(1));
        var expiries = new ExpiryTable(await azurite.Table("expiriesofvouchers"));
        await new ExpirySweep(desk, expiries, clock).Sweep(new(account, Noon, Noon, default), default);

        Assert.Equal(0, Billing.Vouchers.Redeemer.Of(await shop.Ledger.Load(account, default), Profile()).Lots);
        Assert.Equal(["expired 0", "expired 0", "usedUp 0"], await Statuses(shop, account));
    }

    [Fact]
    public async Task Pages_of_vouchers_follow_one_another_newest_first()
    {
        var shop = await VoucherShop.Open(azurite);
        var (account, ids) = (await shop.Customer(), new List<string>());
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, EffectId.New(Noon.AddSeconds(i)));
            await shop.Redeem(account, await shop.Offer(), ids[0]);
        }

        var (seen, cursor) = (new List<string>(), "");
        for (var next = (string?)""; next is not null; cursor = $"&cursor={next}")
        {
            var page = VoucherShop.Body(await List(shop, account, $"?limit=2{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(ids, seen);
    }

    [Theory]
    [InlineData("?limit=0", "422 invalid")]
    [InlineData("?limit=201", "422 invalid")]
    [InlineData("?limit=abc", "422 invalid")]
    [InlineData("?cursor=x", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_refused(string query, string expected)
    {
        var shop = await VoucherShop.Open(azurite);

        Assert.Equal(expected, (await List(shop, SomeLedger.Account(), query)).Summary());
        Assert.Equal(expected, (await Campaigns(shop, query)).Summary());
    }

    [Fact]
    public async Task Campaigns_are_listed_a_page_at_a_time()
    {
        var shop = await VoucherShop.Open(azurite);
        await shop.Offer();
        await shop.Offer();

        var page = VoucherShop.Body(await Campaigns(shop, "?limit=1"));

        Assert.Equal(1, page.GetProperty("items").GetArrayLength());
        Assert.NotNull(page.GetProperty("next").GetString());
    }

    private static Task<IActionResult> List(VoucherShop shop, AccountId account, string query = "") =>
        new GetVouchers(shop.Ledger, shop.Redeemed, shop.AssignedDesk, shop.Clock).Run(
            SomeRequest.Query(query), account.Value, default);

    private static Task<IActionResult> Campaigns(VoucherShop shop, string query) =>
        new GetVoucherCampaigns(shop.Campaigns).Run(SomeRequest.Query(query), default);

    private static async Task<IEnumerable<string>> Statuses(VoucherShop shop, AccountId account) =>
        VoucherShop.Body(await List(shop, account)).GetProperty("items").EnumerateArray()
            .Select(it => $"{it.GetProperty("status")} {Sum(it, "remaining")}");

    private static string Line(JsonElement it)
    {
        var scope = it.GetProperty("scope").GetRawText();
        var left = $"{Sum(it, "remaining")} of {Sum(it, "amount")}";
        return $"{it.GetProperty("code")} {it.GetProperty("status")} {left} {scope}";
    }

    private static string? Sum(JsonElement it, string name) => it.GetProperty(name).GetProperty("amount").GetString();
}
