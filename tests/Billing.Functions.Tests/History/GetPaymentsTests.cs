using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.History;

public sealed class GetPaymentsTests(Azurite azurite)
{
    [Fact]
    public async Task A_row_says_when_how_much_was_paid_and_credited_how_and_what_became_of_it()
    {
        var payments = await SomePayments.Of(azurite);
        await payments.Add(payments.InDollars());

        var row = Assert.Single((await Answer(payments, "")).GetProperty("items").EnumerateArray());

        Assert.Equal(
            [
                "id", "date", "type", "amount", "credited", "returned", "method", "status", "email", "invoiceStatus",
                "exchange", "for", "invoiceId",
            ],
            row.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2026-11-22T05:02:30Z", row.GetProperty("date").GetString());
        Assert.Equal("""{"amount":"20.4","currency":"USD"}""", row.GetProperty("amount").GetRawText());
        Assert.Equal("""{"amount":"500000","currency":"VND"}""", row.GetProperty("credited").GetRawText());
        Assert.Equal(
            "topUp paypal success an@example.vn processing",
            string.Join(' ', Texts(row, "type", "method", "status", "email", "invoiceStatus")));
        Assert.Equal("25000", row.GetProperty("exchange").GetProperty("rate").GetString());
    }

    /// <summary>R63: inside there are ten states, customers see three. No receipt is made of these payments yet.
    /// </summary>
    [Theory]
    [InlineData(TopUpStatus.Created, "pending", "processing")]
    [InlineData(TopUpStatus.Pending, "pending", "processing")]
    [InlineData(TopUpStatus.NeedsReview, "pending", "processing")]
    [InlineData(TopUpStatus.Success, "success", "processing")]
    [InlineData(TopUpStatus.PartiallyRefunded, "success", "processing")]
    [InlineData(TopUpStatus.Refunded, "success", "processing")]
    [InlineData(TopUpStatus.Disputed, "success", "processing")]
    [InlineData(TopUpStatus.ChargedBack, "success", "processing")]
    [InlineData(TopUpStatus.Failed, "failed", null)]
    [InlineData(TopUpStatus.Expired, "failed", null)]
    public async Task Only_three_states_are_shown(TopUpStatus status, string shown, string? invoice)
    {
        var payments = await SomePayments.Of(azurite);
        await payments.Add(payments.Make(1) with { Status = status });

        var row = (await Answer(payments, "")).GetProperty("items")[0];

        Assert.Equal([shown, invoice], Texts(row, "status", "invoiceStatus"));
    }

    [Theory]
    [InlineData("", 12)]
    [InlineData("?type=topUp", 12)]
    [InlineData("?type=plan", 0)]
    [InlineData("?method=paypal", 3)]
    [InlineData("?from=2026-11-22T05:03:30Z", 10)]
    [InlineData("?to=2026-11-22T05:03:30Z", 2)]
    [InlineData("?from=2026-11-22T05:03:30Z&to=2026-11-22T05:07:30Z&method=paypal", 1)]
    [InlineData("?from=2026-11-22&to=2026-11-23", 12)]
    [InlineData("?from=2026-11-23", 0)]
    public async Task Filters_are_combined_and_the_end_is_not_included(string query, int count)
    {
        var payments = await SomePayments.Of(azurite);
        for (var number = 1; number <= 12; number++) await payments.Add(payments.Make(number));

        Assert.Equal(count, (await Answer(payments, query)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        var payments = await SomePayments.Of(azurite);
        for (var number = 1; number <= 5; number++) await payments.Add(payments.Make(number));

        var first = await Answer(payments, "?limit=3");
        var rest = await Answer(payments, $"?limit=3&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal((3, 2), (first.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("?type=other&status=paid", "422 invalid", "status:invalid", "type:invalid")]
    [InlineData("?method=a%20b", "422 invalid", "method:invalid")]
    [InlineData("?from=2026-02-30", "422 invalid", "from:invalid")]
    [InlineData("?from=2026-03-10&to=2026-03-10", "422 invalid", "to:range")]
    [InlineData("?limit=0", "422 invalid", "limit:out_of_range")]
    [InlineData("?cursor=nonsense", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_named(string query, string expected, params string[] faults)
    {
        var answer = await Run(await SomePayments.Of(azurite), query);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults().Order(StringComparer.Ordinal));
    }

    private async Task<JsonElement> Answer(SomePayments payments, string query) =>
        VoucherShop.Body(await Run(payments, query));

    private async Task<IActionResult> Run(SomePayments payments, string query) =>
        await new GetPayments(
            new(payments.TopUps, new(payments.Ledger), payments.Documents), await SomePreferences.Table(azurite)).Run(
                SomeRequest.Query(query), payments.Account.Value, default);

    private static string?[] Texts(JsonElement row, params string[] names) =>
        [.. names.Select(name => row.GetProperty(name).GetString())];
}
