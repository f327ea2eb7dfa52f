using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Management;

/// <summary>
/// All that the Billing Management page shows and does, over HTTP against the running app, as the people who use it: a
/// customer from the first visit on, sales, an administrator, finance. Every figure is followed to where it comes from.
/// </summary>
public sealed partial class PageWalkTests(PageHost host) : IClassFixture<PageHost>
{
    private const string Account = "walker";
    private const string Own = $"accounts/{Account}";
    private const string Name = "Công ty Phở Việt";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_sales_and_finance_walk_through_the_page()
    {
        var customer = await host.As("customer", Stop, Account);

        await FirstVisit(customer);
        var topUp = await TopsUp(customer);
        await Receipt(customer, topUp);
        await Voucher(customer);
        var charge = await Uses(customer);
        await History(customer, charge);
        await Export(customer);
        await Plan(customer);
        await Settings(customer);
        await Statement(customer);
        await Finance(customer, topUp);
    }

    /// <summary>R1, R2, R7: nothing yet, and what is missing is named.</summary>
    private static async Task FirstVisit(PageCaller customer)
    {
        var balance = (await customer.Get($"{Own}/balance", Stop)).Body;
        Assert.False(balance["canTopUp"]!.GetValue<bool>());
        Assert.Equal("billing_profile_required", $"{balance["missing"]![0]}");
        var overview = (await customer.Get($"{Own}/overview", Stop)).Body;
        Assert.False(overview["profile"]!["isComplete"]!.GetValue<bool>());
        Assert.Empty(overview["unavailable"]!.AsArray());
        var options = (await customer.Get("countries/VN/payment-options", Stop)).Body;
        Assert.Contains("vnpay", options.ToJsonString(), StringComparison.Ordinal);

        var profile = $$"""
            {"type":"company","name":"{{Name}}","email":"ke-toan@pho.example","address":"12 Tràng Tiền, Hà Nội",
             "country":"VN","taxCode":"0312345678","currency":"VND"}
            """;
        await customer.Do(HttpMethod.Put, $"{Own}/profile", profile, Stop);
        Assert.True((await customer.Get($"{Own}/balance", Stop)).Body["canTopUp"]!.GetValue<bool>());
    }

    /// <summary>R28 to R31, R42, R59 to R63.</summary>
    private async Task<string> TopsUp(PageCaller customer)
    {
        const string Ask = """{"amount":{"amount":"1000000","currency":"VND"},"method":"vnpay"}""";
        var quote = (await customer.Do(HttpMethod.Post, $"{Own}/top-up-quotes", Ask, Stop)).Body;
        var consent = $$"""
            {"quoteId":"{{quote["quoteId"]}}","acceptTerms":true,"termsVersion":"{{quote["termsVersion"]}}"}
            """;
        var started = (await customer.Do(HttpMethod.Post, $"{Own}/top-ups", consent, Stop)).Body;
        var pending = (await customer.Get($"{Own}/overview", Stop)).Body["pendingPayments"]!.AsArray();
        Assert.Equal($"{started["topUpId"]}", $"{Assert.Single(pending)!["id"]}");

        await host.App.Api.Pay(new($"{started["redirectUrl"]}"), Stop);
        await customer.Until($"{Own}/balance", it => Amount(it.Body, "topUp") == "1000000", Stop);
        var paid = (await customer.Get($"{Own}/payments?status=success&method=vnpay", Stop)).Items;
        Assert.Equal("1000000", Amount(Assert.Single(paid)!, "amount"));
        return $"{started["topUpId"]}";
    }

    /// <summary>R64, R71: the receipt is numbered, taxed within what was paid, and keeps the name of its day.</summary>
    private static async Task Receipt(PageCaller customer, string topUp)
    {
        var ready = await customer.Until(
            $"{Own}/invoices?kind=receipt&status=ready", it => it.Items.Count == 1, Stop);
        var receipt = (await customer.Get($"{Own}/invoices/{ready.Items[0]!["invoiceId"]}", Stop)).Body;
        Assert.Equal(topUp, $"{receipt["payment"]!["paymentId"]}");
        Assert.Equal(("1000000", "90909"), (Amount(receipt, "total"), Amount(receipt, "tax")));
        Assert.Equal(Name, $"{receipt["buyer"]!["name"]}");
        var pdf = await customer.Get($"{Own}/invoices/{receipt["invoiceId"]}.pdf?language=vi", Stop);
        Assert.Equal("application/pdf", pdf.MediaType);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf.Bytes.AsSpan(0, 4)));
        var payment = (await customer.Get($"{Own}/payments", Stop)).Items[0]!;
        Assert.Equal("ready", $"{payment["invoiceStatus"]}");
    }

    /// <summary>R44, R65: a code that was made for the account is listed, and redeemed at once.</summary>
    private async Task Voucher(PageCaller customer)
    {
        var admin = await host.As("admin", Stop);
        const string Terms = """
            {"name":"Welcome","amount":{"amount":"200000","currency":"VND"},"services":["gpu"],"validDays":30,
             "budget":{"amount":"400000","currency":"VND"}}
            """;
        var campaign = (await admin.Do(HttpMethod.Post, "voucher-campaigns", Terms, Stop)).Body;
        var issue = $$"""{"count":1,"account":"{{Account}}"}""";
        await admin.Do(HttpMethod.Post, $"voucher-campaigns/{campaign["id"]}/codes", issue, Stop);

        var offered = Assert.Single((await customer.Get($"{Own}/vouchers", Stop)).Items)!;
        Assert.Equal("redeemable", $"{offered["status"]}");
        var redeemed = await customer.Do(
            HttpMethod.Post, $"{Own}/vouchers", $$"""{"code":"{{offered["redeemCode"]}}"}""", Stop);
        Assert.Equal("Your voucher has been applied successfully.", $"{redeemed.Body["message"]}");
        var held = Assert.Single((await customer.Get($"{Own}/vouchers", Stop)).Items)!;
        Assert.Equal(("active", "200000"), ($"{held["status"]}", Amount(held, "remaining")));
        var spent = (await admin.Get($"voucher-campaigns/{campaign["id"]}", Stop)).Body;
        Assert.Equal("200000", Amount(spent, "spent"));
        var balance = (await customer.Get($"{Own}/balance", Stop)).Body;
        Assert.Equal(("1200000", "200000"), (Amount(balance, "total"), Amount(balance, "voucher")));
    }

    /// <summary>Services report; the id of the newest charge.</summary>
    private async Task<string> Uses(PageCaller customer)
    {
        var admin = await host.As("admin", Stop);
        const string Price = """
            {"validFrom":"2026-01-01T00:00:00Z","description":"{quantity} giờ GPU",
             "prices":[{"model":"perUnit","price":"50000","per":"1"}]}
            """;
        await admin.Do(HttpMethod.Post, "rate-cards/gpu/hours/VND/versions", Price, Stop);
        var service = (await host.As("service", Stop)).Token;
        var events = new JsonArray([.. Enumerable.Range(1, 6).Select(Event)]);
        Assert.Equal(6, await host.App.Api.ReportUsage(Encoding.UTF8.GetBytes(events.ToJsonString()), service, Stop));
        var charged = await customer.Until(
            $"{Own}/credit-history?kind=usage", it => it.Items.Count == 6, Stop);
        return $"{charged.Items[0]!["id"]}";
    }

    private static JsonObject Event(int number) => new()
    {
        ["specversion"] = "1.0", ["id"] = $"walk-{number}", ["source"] = "walk", ["type"] = "ai.usage",
        ["subject"] = Account,
        ["time"] = TimeProvider.System.GetUtcNow().AddSeconds(-number).UtcDateTime.ToString(
            "O", CultureInfo.InvariantCulture),
        ["data"] = new JsonObject
        {
            ["service"] = "gpu", ["meter"] = "hours", ["quantity"] = "1",
            ["dimensions"] = new JsonObject { ["instance"] = number % 2 == 0 ? "h100-a" : "h100-b" },
        },
    };

    /// <summary>R48 to R58: filters, what a charge is made of, the roll-up and the way down to single events.</summary>
    private static async Task History(PageCaller customer, string charge)
    {
        var all = (await customer.Get($"{Own}/credit-history", Stop)).Items;
        var balance = (await customer.Get($"{Own}/balance", Stop)).Body;
        Assert.Equal("900000", Amount(balance, "total"));
        Assert.Equal(900_000, all.Sum(row => long.Parse(Amount(row!, "amount"), CultureInfo.InvariantCulture)));
        Assert.Equal(6, (await customer.Get($"{Own}/credit-history?service=gpu&status=success", Stop)).Items.Count);
        Assert.Empty((await customer.Get($"{Own}/credit-history?to=2026-01-01", Stop)).Items);
        Assert.Equal("1 giờ GPU", $"{all.First(row => $"{row!["id"]}" == charge)!["description"]}");

        var explained = (await customer.Get($"{Own}/charges/{charge}", Stop)).Body;
        Assert.Equal("50000", Amount(explained, "amount"));
        Assert.Equal("50000", Amount(explained["legs"]![0]!, "amount"));

        var rolled = (await customer.Get($"{Own}/usage?by=day", Stop)).Items;
        Assert.Equal(
            ["h100-a", "h100-b"],
            rolled.Select(row => $"{row!["resource"]}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(6, rolled.Sum(row => row!["charges"]!.GetValue<int>()));
        foreach (var row in rolled)
        {
            var down = string.Join('&', row!["events"]!.AsObject().Select(
                it => $"{it.Key}={Uri.EscapeDataString($"{it.Value}")}"));
            var events = (await customer.Get($"{Own}/credit-history?{down}", Stop)).Items;
            Assert.Equal(row["charges"]!.GetValue<int>(), events.Count);
        }
    }

    /// <summary>R52: the same rows as a workbook, and how far it came.</summary>
    private static async Task Export(PageCaller customer)
    {
        var file = await customer.Get($"{Own}/credit-history.xlsx?service=gpu&export=walk", Stop);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.MediaType);
        Assert.Equal("PK", Encoding.ASCII.GetString(file.Bytes.AsSpan(0, 2)));
        var export = await customer.Until($"{Own}/exports/walk", it => $"{it.Body["state"]}" == "done", Stop);
        Assert.Equal(6, export.Body["rows"]!.GetValue<int>());
    }

    private static string Amount(JsonNode node, string name) => node[name]!["amount"]!.GetValue<string>();
}
