using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class GetCreditHistoryTests(Azurite azurite)
{
    [Fact]
    public async Task Each_row_says_when_what_how_much_and_who_paid()
    {
        var past = await Past();
        await past.Commit(new LedgerEntry(Noon.AddDays(-1))
        {
            Movements = [SomeLedger.Voucher("0.0001", "red"), TopUp("10")],
        });
        await past.Happen(new(0, 0, 0, Size: 1));

        var items = (await Answer(past, "")).GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(
            [
                "usage ai-inference 1000 input tokens success -0.000165",
                "topUp - Top-up by VNPay success 10",
                "voucher - Voucher success 0.0001",
            ],
            items.Select(Line));
        Assert.Equal(
            ["voucher 0.0001", "topUp 0.000065"],
            items[0].GetProperty("funding").EnumerateArray().Select(it => $"{it.GetProperty("kind")} {Units(it)}"));
        Assert.Equal("20260310-4-0", items[0].GetProperty("id").GetString());
        Assert.Equal("20260309-3", items[1].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("?kind=voucher", 1)]
    [InlineData("?kind=usage&service=ai-inference", 3)]
    [InlineData("?service=gpu-container", 0)]
    [InlineData("?meter=input-tokens", 3)]
    [InlineData("?meter=output-tokens", 0)]
    [InlineData("?resource=llama-70b", 3)]
    [InlineData("?resource=llama-7b", 0)]
    [InlineData("?resource=~none", 0)]
    [InlineData("?status=success", 5)]
    [InlineData("?status=pending", 0)]
    [InlineData("?from=2026-03-10", 4)]
    [InlineData("?from=2026-03-10T12:00:01Z&to=2026-03-11", 2)]
    [InlineData("?to=2026-03-10", 1)]
    [InlineData("?to=2026-03-10T12:00:01Z&kind=usage", 1)]
    public async Task Filters_are_combined_and_the_end_is_not_included(string query, int count)
    {
        var past = await Past();
        await past.Happen(new(3, Days: 2, 0, 5));
        await past.Happen(new(2, Days: 0, 0, 5));
        await past.Happen(new(0, Days: 0, 0, Size: 3));

        Assert.Equal(count, (await Answer(past, query)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        var past = await Past();
        await past.Happen(new(0, 0, 0, Size: 5));
        var (ids, query) = (new List<string>(), "?limit=2");
        for (string? next = ""; next is not null; query = $"?limit=2&cursor={next}")
        {
            var page = await Answer(past, query);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["20260310-2-4", "20260310-2-3", "20260310-2-2", "20260310-2-1", "20260310-2-0"], ids);
    }

    [Fact]
    public async Task A_plain_date_is_a_day_in_the_preferred_time_zone()
    {
        var (past, preferences) = (await Past(), await SomePreferences.Table(azurite));
        await past.Happen(new(0, Days: 0, Seconds: -12 * 3_600, Size: 1));
        Assert.Equal(1, (await Answer(past, "?from=2026-03-10")).GetProperty("items").GetArrayLength());

        var (stored, west) = (await preferences.FindStored(past.Account, default), "America/New_York");
        Assert.True(await preferences.Save(past.Account, stored, new(Language.En, west, null), default));

        Assert.Equal(0, (await Answer(past, "?from=2026-03-10")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await Answer(past, "?to=2026-03-10")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("?limit=0", "422 invalid", "limit:out_of_range")]
    [InlineData("?limit=201", "422 invalid", "limit:out_of_range")]
    [InlineData("?limit=abc", "422 invalid", "limit:out_of_range")]
    [InlineData("?limit=-1", "422 invalid", "limit:out_of_range")]
    [InlineData("?status=maybe", "422 invalid", "status:invalid")]
    [InlineData("?kind=5&service=a%20b", "422 invalid", "kind:invalid", "service:invalid")]
    [InlineData("?from=2026-02-30&to=soon", "422 invalid", "from:invalid", "to:invalid")]
    [InlineData("?from=2026-03-10&to=2026-03-10", "422 invalid", "to:range")]
    [InlineData("?from=2026-03-10&to=2026-03-09T23:59:59Z", "422 invalid", "to:range")]
    [InlineData("?from=2026-03-10&from=2026-03-11", "422 invalid", "from:repeated")]
    [InlineData("?cursor=nonsense", "400 bad_cursor")]
    [InlineData("?cursor=%00", "400 bad_cursor")]
    [InlineData("?cursor=AAAA", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_named(string query, string expected, params string[] faults)
    {
        var answer = await Run(await Past(), query);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_none()
    {
        var past = await Past();
        await past.Happen(new(0, 0, 0, Size: 5));
        var cursor = (await Answer(past, "?limit=2&kind=usage")).GetProperty("next").GetString();

        Assert.Equal("400 bad_cursor", (await Run(past, $"?limit=2&cursor={cursor}")).Summary());
        Assert.Equal("400 bad_cursor", (await Run(past, $"?kind=usage&cursor={cursor![..^2]}AA")).Summary());
    }

    private async Task<JsonElement> Answer(SomeHistory past, string query) =>
        VoucherShop.Body(await Run(past, query));

    private async Task<IActionResult> Run(SomeHistory past, string query) =>
        await new GetCreditHistory(
            new(past.Reader, new(past.Reader)), new(new(past.Ledger)), await SomePreferences.Table(azurite),
            new FakeTimeProvider(Noon)).Run(SomeRequest.Query(query), past.Account.Value, default);

    private static string Line(JsonElement it)
    {
        var service = it.GetProperty("service").GetString() ?? "-";
        var text = $"{it.GetProperty("description")} {it.GetProperty("status")}";
        return $"{it.GetProperty("kind")} {service} {text} {Units(it)}";
    }

    private static string Units(JsonElement it) => it.GetProperty("amount").GetProperty("amount").GetString()!;

    private async Task<SomeHistory> Past()
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        return past;
    }
}
