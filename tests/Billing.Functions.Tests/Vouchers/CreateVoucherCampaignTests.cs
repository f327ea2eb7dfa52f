using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class CreateVoucherCampaignTests(Azurite azurite)
{
    private const string Full =
        """
        {"name":"Spring","amount":{"amount":"10.50","currency":"USD"},"services":["ai-inference"],
         "redeemFrom":"2026-03-01T00:00:00Z","redeemUntil":"2026-04-01T00:00:00+07:00",
         "creditFrom":"2026-03-01T00:00:00Z","creditUntil":"2026-12-31T00:00:00Z","validDays":30,
         "perAccountLimit":2,"totalLimit":1000,"countries":["VN","JP"],"newAccountsOnly":true,
         "budget":{"amount":"10500","currency":"USD"}}
        """;

    private const string Unspent = """
        "spent":{"amount":"0","currency":"USD"}
        """;

    [Fact]
    public async Task A_campaign_stands_as_it_was_written_and_a_repeated_request_makes_no_second()
    {
        var (shop, id) = (await VoucherShop.Open(azurite), EffectId.New(Noon));

        var first = await Create(shop, Full, id);
        var again = await Create(shop, Full, id);
        var read = await new GetVoucherCampaign(shop.Campaigns, shop.Vouchers).Run(SomeRequest.Query(""), id, default);

        Assert.Equal("201", VoucherShop.Said(first));
        Assert.Equal(VoucherShop.Body(first).GetRawText(), VoucherShop.Body(again).GetRawText());
        Assert.Equal(
            VoucherShop.Body(first).GetRawText().Replace("\"spent\":null", Unspent, StringComparison.Ordinal),
            VoucherShop.Body(read).GetRawText());
        var body = VoucherShop.Body(read);
        Assert.Equal("""{"amount":"10.5","currency":"USD"}""", body.GetProperty("amount").GetRawText());
        Assert.Equal("2026-03-31T17:00:00Z", body.GetProperty("redeemUntil").GetString());
        Assert.Equal("""["VN","JP"]""", body.GetProperty("countries").GetRawText());
        Assert.Equal((2, 1_000, 30), (
            body.GetProperty("perAccountLimit").GetInt32(),
            body.GetProperty("totalLimit").GetInt32(),
            body.GetProperty("validDays").GetInt32()));
    }

    [Fact]
    public async Task What_is_left_out_is_one_use_for_all_services_and_countries()
    {
        const string Least = """{"name":"n","amount":{"amount":"1","currency":"USD"}}""";
        var answer = await Create(await VoucherShop.Open(azurite), Least);

        var body = VoucherShop.Body(answer);
        Assert.Equal(1, body.GetProperty("perAccountLimit").GetInt32());
        Assert.Equal(1, body.GetProperty("totalLimit").GetInt32());
        Assert.Equal(0, body.GetProperty("services").GetArrayLength() + body.GetProperty("countries").GetArrayLength());
    }

    [Theory]
    [InlineData("{}", "amount:required", "name:required")]
    [InlineData("""{"name":"n","amount":{"amount":"-1","currency":"USD"}}""", "amount:not_positive")]
    [InlineData("""{"name":"n","amount":{"amount":"1.005","currency":"USD"}}""", "amount:scale")]
    [InlineData("""{"name":"n","amount":{"amount":"1000000","currency":"USD"}}""", "amount:too_large")]
    [InlineData("""{"name":"n","amount":{"amount":"1","currency":"XXX"}}""", "amount.currency:invalid")]
    [InlineData(
        """
        {"name":"n","amount":{"amount":"1","currency":"USD"},"services":["a b",7],"countries":["XX"],"validDays":0,
         "perAccountLimit":0,"totalLimit":1.5,"newAccountsOnly":"yes","colour":1}
        """,
        "colour:unknown_member", "countries[0]:invalid", "newAccountsOnly:type", "perAccountLimit:out_of_range",
        "services[0]:invalid", "services[1]:type", "totalLimit:type", "validDays:out_of_range")]
    [InlineData(
        """
        {"name":"n","amount":{"amount":"1","currency":"USD"},"redeemFrom":"2026-03-02T00:00:00Z",
         "redeemUntil":"2026-03-01T00:00:00Z","creditFrom":"2026-03-02T00:00:00Z","creditUntil":"2026-03-01T00:00:00Z"}
        """,
        "creditUntil:range", "creditUntil:range", "redeemUntil:range")]
    [InlineData("""{"name":"n","amount":{"amount":"10","currency":"USD"},"budget":5}""", "budget:type")]
    [InlineData(
        """{"name":"n","amount":{"amount":"10","currency":"USD"},"budget":{"amount":"9.99","currency":"USD"}}""",
        "budget:below_amount")]
    [InlineData(
        """{"name":"n","amount":{"amount":"10","currency":"USD"},"budget":{"amount":"10.005","currency":"USD"}}""",
        "budget:scale")]
    [InlineData(
        """{"name":"n","amount":{"amount":"10","currency":"USD"},"budget":{"amount":"1000","currency":"JPY"}}""",
        "budget:currency")]
    public async Task Every_fault_of_a_campaign_is_named_at_once(string body, params string[] faults)
    {
        var answer = await Create(await VoucherShop.Open(azurite), body);

        Assert.Equal("422 invalid", answer.Summary());
        Assert.Equal(faults, answer.Faults().Where(it => it != "services[1]:invalid").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task A_body_that_is_no_object_is_malformed(string body) =>
        Assert.Equal("400 malformed", (await Create(await VoucherShop.Open(azurite), body)).Summary());

    private static Task<IActionResult> Create(VoucherShop shop, string body, string? id = null) =>
        new CreateVoucherCampaign(shop.Campaigns, shop.Clock).Run(VoucherShop.Request(body, id), default);
}
