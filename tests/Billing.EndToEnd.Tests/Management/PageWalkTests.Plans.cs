using System.Globalization;
using System.Text;

namespace Billing.EndToEnd.Tests.Management;

/// <summary>The plan, the settings, the month, and what finance does with them.</summary>
public sealed partial class PageWalkTests
{
    /// <summary>R66, R67, R101 to R121: from asking sales to the paid plan and its invoice.</summary>
    private async Task Plan(PageCaller customer)
    {
        var sales = await host.As("sales", Stop);
        const string Wish = """{"message":"Twenty GPUs, please.","contact":{"name":"An","email":"an@pho.example"}}""";
        var asked = (await customer.Do(HttpMethod.Post, $"{Own}/plan-requests", Wish, Stop)).Body;
        await sales.Until("plan-requests?status=new", it => it.Items.Count > 0, Stop);
        const string Step = """{"status":"contacted","owner":"sam","note":"Called."}""";
        await sales.Do(HttpMethod.Patch, $"plan-requests/{asked["id"]}", Step, Stop);

        const string Terms = """
            {"terms":{"name":"GPU tháng","services":["gpu"],"duration":{"unit":"month","count":1},
             "amount":{"amount":"700000","currency":"VND"},
             "payment":{"structure":"allUpfront","ways":["online","balance"],
                        "price":{"amount":"600000","currency":"VND"}}}}
            """;
        var plan = $"{(await sales.Do(HttpMethod.Post, $"{Own}/plans", Terms, Stop)).Body["planId"]}";
        await sales.Do(HttpMethod.Post, $"{Own}/plans/{plan}/send", "{}", Stop);
        await customer.Do(
            HttpMethod.Post, $"{Own}/plans/{plan}/confirm", """{"version":1,"acceptTerms":true}""", Stop);
        var invoice = (await customer.Until(
            $"{Own}/invoices?kind=invoice&status=ready", it => it.Items.Count == 1, Stop)).Items[0]!;
        Assert.Equal(("600000", "due"), (Amount(invoice, "total"), $"{invoice["demand"]!["status"]}"));
        var owed = (await customer.Get($"{Own}/overview", Stop)).Body["owed"]!.AsArray();
        Assert.Equal("600000", Amount(Assert.Single(owed)!, "amount"));

        const string Pay = """{"instalment":1,"method":"balance","acceptTerms":true,"termsVersion":"2026-11"}""";
        await customer.Do(HttpMethod.Post, $"{Own}/plans/{plan}/payments", Pay, Stop);
        var view = (await customer.Until(
            $"{Own}/plans/{plan}", it => $"{it.Body["status"]}" == "active", Stop)).Body;
        Assert.Equal("700000", Amount(view, "remaining"));
        var settled = (await customer.Get($"{Own}/invoices/{invoice["invoiceId"]}", Stop)).Body;
        Assert.Equal("paid", $"{settled["demand"]!["status"]}");
        Assert.Single((await customer.Get($"{Own}/payments?type=plan", Stop)).Items);
        await customer.Get($"{Own}/plans/{plan}/spend", Stop);
    }

    /// <summary>R68 to R71: what is shown changes, what was issued does not.</summary>
    private static async Task Settings(PageCaller customer)
    {
        const string Wish = """{"language":"ja","timeZone":"Asia/Tokyo","displayCurrency":"USD"}""";
        var chosen = (await customer.Do(HttpMethod.Put, $"{Own}/settings", Wish, Stop)).Body;
        Assert.Equal(("ja", "Asia/Tokyo", "USD"), (
            $"{chosen["language"]}", $"{chosen["timeZone"]}", $"{chosen["displayCurrency"]}"));
        var balance = (await customer.Get($"{Own}/balance", Stop)).Body;
        Assert.Equal("VND", $"{balance["total"]!["currency"]}");
        Assert.True(balance.AsObject().ContainsKey("approximate"));

        const string Moved = """
            {"type":"company","name":"Phở Việt Mới","email":"moi@pho.example","address":"1 Lê Lợi, Huế",
             "country":"VN","taxCode":"0312345678","currency":"VND"}
            """;
        await customer.Do(HttpMethod.Put, $"{Own}/profile", Moved, Stop);
        var receipts = (await customer.Get($"{Own}/invoices?kind=receipt", Stop)).Items;
        foreach (var receipt in receipts)
        {
            var kept = (await customer.Get($"{Own}/invoices/{receipt!["invoiceId"]}", Stop)).Body;
            Assert.Equal(Name, $"{kept["buyer"]!["name"]}");
        }
    }

    /// <summary>R156: the month in three forms, closing with the balance.</summary>
    private static async Task Statement(PageCaller customer)
    {
        var month = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString(
            "yyyy-MM", CultureInfo.InvariantCulture);
        var figures = (await customer.Get($"{Own}/statements/{month}", Stop)).Body;
        var balance = (await customer.Get($"{Own}/balance", Stop)).Body;
        Assert.Equal(Amount(balance, "total"), Amount(figures["closing"]!, "total"));
        var sheet = await customer.Get($"{Own}/statements/{month}.xlsx", Stop);
        Assert.Equal("PK", Encoding.ASCII.GetString(sheet.Bytes.AsSpan(0, 2)));
        var paper = await customer.Get($"{Own}/statements/{month}.pdf", Stop);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(paper.Bytes.AsSpan(0, 4)));
    }

    /// <summary>Finance refunds a part and corrects an invoice: each is a credit note; the books agree.</summary>
    private async Task Finance(PageCaller customer, string topUp)
    {
        var finance = await host.As("finance", Stop);
        const string Refund = """{"amount":{"amount":"100000","currency":"VND"},"reason":"Goodwill"}""";
        await finance.Do(HttpMethod.Post, $"payments/{topUp}/refunds", Refund, Stop);
        var note = (await finance.Until(
            $"{Own}/invoices?kind=creditNote&status=ready", it => it.Items.Count == 1, Stop)).Items[0]!;
        Assert.Equal(("100000", "9091"), (Amount(note, "total"), Amount(note, "tax")));
        Assert.Equal("receipt", $"{note["corrects"]!["kind"]}");

        const string Correction = """{"amount":{"amount":"50000","currency":"VND"},"reason":"As agreed"}""";
        var invoice = (await finance.Get($"{Own}/invoices?kind=invoice", Stop)).Items[0]!["invoiceId"];
        await finance.Do(HttpMethod.Post, $"{Own}/invoices/{invoice}/credit-notes", Correction, Stop);
        await finance.Until(
            $"{Own}/invoices?kind=creditNote&status=ready", it => it.Items.Count == 2, Stop);
        var payment = (await finance.Get($"{Own}/payments", Stop)).Items[0]!;
        Assert.Equal(("success", "100000"), ($"{payment["status"]}", Amount(payment, "returned")));
        var audit = (await finance.Get($"{Own}/audit", Stop)).Body;
        Assert.True(audit["ok"]!.GetValue<bool>(), audit.ToJsonString());
        var kinds = (await customer.Get($"{Own}/notices?limit=200", Stop)).Items.Select(it => $"{it!["kind"]}");
        string[] told = ["payment-settled", "invoice-ready", "plan-activated"];
        Assert.Empty(told.Except(kinds));
    }
}
