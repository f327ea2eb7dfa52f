using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class AssignedVoucherDeskTests(Azurite azurite)
{
    private readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public async Task A_code_made_for_an_account_is_listed_until_that_account_has_redeemed_it()
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);
        var (ann, bob, campaign) = (await shop.Customer(), await shop.Customer(), await Campaign(shop));
        var code = Code(await Issue(shop, campaign, Body(ann)));

        Assert.Equal([$"redeemable {code.Masked} {code.Value}"], await List(shop, ann));
        Assert.Empty(await List(shop, bob));
        Assert.Equal("409 not_eligible", VoucherShop.Said(await shop.Redeem(bob, code)));
        Assert.Equal("201", VoucherShop.Said(await shop.Redeem(ann, code, EffectId.New(Noon.AddSeconds(1)))));
        Assert.Equal([$"active {code.Masked} "], await List(shop, ann));
    }

    [Fact]
    public async Task A_request_that_is_repeated_gives_one_code()
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);
        var (ann, campaign, request) = (await shop.Customer(), await Campaign(shop), EffectId.New(Noon));

        var first = Code(await Issue(shop, campaign, Body(ann), request));
        var again = Code(await Issue(shop, campaign, Body(ann), request));

        Assert.Equal(first, again);
        Assert.Single(await List(shop, ann));
    }

    [Fact]
    public async Task A_code_of_its_own_wording_belongs_to_whom_it_was_issued_for()
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);
        var (ann, bob, campaign) = (await shop.Customer(), await shop.Customer(), await Campaign(shop));
        var code = VoucherCode.New().Value;

        Assert.Equal("201", VoucherShop.Said(await Issue(shop, campaign, Given(code, ann))));
        Assert.Equal("409 code_taken", VoucherShop.Said(await Issue(shop, campaign, Given(code, bob))));
        Assert.Equal("409 code_taken", VoucherShop.Said(await Issue(shop, campaign, $$"""{"code":"{{code}}"}""")));
    }

    [Fact]
    public async Task What_came_to_its_end_is_not_listed_and_makes_room()
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);
        var (ann, campaign) = (await shop.Customer(), await Campaign(shop));
        for (var i = 0; i < AssignedVoucherTable.MaxPerAccount; i++)
            Assert.Equal("201", VoucherShop.Said(await Issue(shop, campaign, Body(ann))));
        Assert.Equal("409 too_many_assigned", VoucherShop.Said(await Issue(shop, campaign, Body(ann))));

        await shop.Campaigns.Change(CampaignId.Parse(campaign), it => it.Revoke(Noon), default);

        Assert.Empty(await List(shop, ann));
        var code = Code(await Issue(shop, await Campaign(shop), Body(ann)));
        Assert.Equal([$"redeemable {code.Masked} {code.Value}"], await List(shop, ann));
    }

    [Fact]
    public async Task Pages_hold_redeemed_and_redeemable_vouchers_in_one_order()
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);
        var (ann, campaign, expected) = (await shop.Customer(), await Campaign(shop), new List<string>());
        for (var i = 0; i < 7; i++)
        {
            expected.Insert(0, EffectId.New(Noon.AddSeconds(i)));
            if (i % 2 == 0) await Issue(shop, campaign, Body(ann), expected[0]);
            else await shop.Redeem(ann, await shop.Offer(), expected[0]);
        }

        var (seen, cursor) = (new List<string>(), "");
        for (var next = (string?)""; next is not null; cursor = $"&cursor={next}")
        {
            var page = VoucherShop.Body(await Get(shop, ann, $"?limit=2{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("""{"count":2,"account":"acme"}""", "count:one_code")]
    [InlineData("""{"count":1,"account":"not an account"}""", "account:invalid")]
    [InlineData("""{"account":"acme"}""", "count:one_of")]
    public async Task A_body_that_breaks_a_rule_is_named(string body, string fault)
    {
        var shop = await VoucherShop.Open(azurite, clock: _clock);

        Assert.Equal([fault], (await Issue(shop, await Campaign(shop), body)).Faults());
    }

    private static async Task<string> Campaign(VoucherShop shop)
    {
        var campaign = SomeVoucher.Campaign() with { Id = CampaignId.Parse(EffectId.New(Noon)) };
        return (await shop.Campaigns.Add(campaign, default)).Id.Value;
    }

    private static string Body(AccountId account) => $$"""{"count":1,"account":"{{account}}"}""";

    private static string Given(string code, AccountId account) =>
        $$"""{"code":"{{code}}","account":"{{account}}"}""";

    private static Task<IActionResult> Issue(VoucherShop shop, string campaign, string body, string? request = null) =>
        new IssueVoucherCodes(
            shop.Campaigns, shop.Vouchers, shop.Batches, shop.Assigned, shop.AssignedDesk, shop.Clock)
            .Run(VoucherShop.Request(body, request), campaign, default);

    private static VoucherCode Code(IActionResult issued) =>
        VoucherCode.Parse(VoucherShop.Body(issued).GetProperty("codes")[0].GetString()!);

    private static Task<IActionResult> Get(VoucherShop shop, AccountId account, string query = "") =>
        new GetVouchers(shop.Ledger, shop.Redeemed, shop.AssignedDesk, shop.Clock).Run(
            SomeRequest.Query(query), account.Value, default);

    private static async Task<IEnumerable<string>> List(VoucherShop shop, AccountId account) =>
        VoucherShop.Body(await Get(shop, account)).GetProperty("items").EnumerateArray().Select(Line);

    private static string Line(JsonElement it) =>
        $"{it.GetProperty("status")} {it.GetProperty("code")} {it.GetProperty("redeemCode")}";
}
