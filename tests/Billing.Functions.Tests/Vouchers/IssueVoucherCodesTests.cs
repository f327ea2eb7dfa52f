using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class IssueVoucherCodesTests(Azurite azurite)
{
    [Fact]
    public async Task The_same_request_again_issues_the_same_codes_and_each_can_be_redeemed()
    {
        var shop = await VoucherShop.Open(azurite);
        var (campaign, request) = (await Campaign(shop), EffectId.New(Noon));

        var first = Codes(await Issue(shop, campaign, """{"count":120}""", request));
        var again = Codes(await Issue(shop, campaign, """{"count":120}""", request));

        Assert.Equal(120, first.Distinct().Count());
        Assert.Equal(first.Order(StringComparer.Ordinal), again.Order(StringComparer.Ordinal));
        Assert.Equal("201", VoucherShop.Said(await shop.Redeem(await shop.Customer(), VoucherCode.Parse(first[119]))));
    }

    [Fact]
    public async Task A_code_of_ones_own_wording_belongs_to_one_campaign()
    {
        var shop = await VoucherShop.Open(azurite);
        var (mine, other) = (await Campaign(shop), await Campaign(shop));
        var body = $$"""{"code":"{{VoucherCode.New().Value.ToLowerInvariant()}}"}""";

        Assert.Equal("201", VoucherShop.Said(await Issue(shop, mine, body)));
        Assert.Equal("201", VoucherShop.Said(await Issue(shop, mine, body)));
        Assert.Equal("409 code_taken", VoucherShop.Said(await Issue(shop, other, body)));
    }

    [Fact]
    public async Task A_revoked_campaign_issues_no_codes_and_its_codes_are_refused()
    {
        var shop = await VoucherShop.Open(azurite);
        var campaign = await Campaign(shop);
        var code = VoucherCode.Parse(Codes(await Issue(shop, campaign, """{"count":1}"""))[0]);
        var revoke = new RevokeVoucherCampaign(shop.Campaigns, shop.Clock);

        var revoked = await revoke.Run(SomeRequest.Query(""), campaign, default);
        await revoke.Run(SomeRequest.Query(""), campaign, default);

        Assert.Equal("2026-03-10T12:00:00Z", VoucherShop.Body(revoked).GetProperty("revokedAt").GetString());
        Assert.Equal("409 revoked", (await Issue(shop, campaign, """{"count":1}""")).Summary());
        Assert.Equal("409 revoked", VoucherShop.Said(await shop.Redeem(await shop.Customer(), code)));
        Assert.Equal("404 not_found", (await revoke.Run(SomeRequest.Query(""), Id("N0"), default)).Summary());
    }

    [Theory]
    [InlineData("{}", "422 invalid", "count:one_of")]
    [InlineData("""{"count":1,"code":"SPRING2026"}""", "422 invalid", "count:one_of")]
    [InlineData("""{"count":0}""", "422 invalid", "count:out_of_range")]
    [InlineData("""{"count":1001}""", "422 invalid", "count:out_of_range")]
    [InlineData("""{"code":"SPRING"}""", "422 invalid", "code:invalid")]
    [InlineData("{", "400 malformed")]
    public async Task A_body_that_breaks_a_rule_is_named(string body, string expected, params string[] faults)
    {
        var shop = await VoucherShop.Open(azurite);

        var answer = await Issue(shop, await Campaign(shop), body);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("01HZZZZZZZZZZZZZZZZZZZZZN0")]
    public async Task A_campaign_that_does_not_exist_is_not_found(string id)
    {
        var shop = await VoucherShop.Open(azurite);

        Assert.Equal("404 not_found", (await Issue(shop, id, """{"count":1}""")).Summary());
        Assert.Equal(
            "404 not_found",
            (await new GetVoucherCampaign(shop.Campaigns, shop.Vouchers)
                .Run(SomeRequest.Query(""), id, default)).Summary());
    }

    private static async Task<string> Campaign(VoucherShop shop)
    {
        var campaign = SomeVoucher.Campaign() with { Id = CampaignId.Parse(EffectId.New(Noon)) };
        return (await shop.Campaigns.Add(campaign, default)).Id.Value;
    }

    private static Task<IActionResult> Issue(VoucherShop shop, string campaign, string body, string? request = null) =>
        new IssueVoucherCodes(
            shop.Campaigns, shop.Vouchers, shop.Batches, shop.Assigned, shop.AssignedDesk, shop.Clock)
            .Run(VoucherShop.Request(body, request), campaign, default);

    private static List<string> Codes(IActionResult answer) =>
        [.. VoucherShop.Body(answer).GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)];
}
