using System.Text.Json;
using Billing.ExchangeRates;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.ExchangeRates;

public sealed class PutExchangeRateTests(Azurite azurite)
{
    private readonly FakeTimeProvider _clock = new(SomeRates.Now);

    [Fact]
    public async Task A_rate_that_is_set_stands_and_those_before_it_are_kept()
    {
        var first = Body("""{"from":"USD","to":"HKD","rate":"7.80","source":"treasury"}""");
        Assert.Equal(
            """
            {"from":"USD","to":"HKD","rate":"7.8","source":"treasury","takenAt":"2026-11-22T05:00:00Z","setBy":"ada"}
            """,
            await first);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Body("""{"from":"USD","to":"HKD","rate":"78","source":"treasury"}""");

        Assert.Equal(["78", "7.8"], await History("USD", "HKD"));
        var standing = await new GetExchangeRates(await Table()).Run(SomeRequest.Query("?limit=200"), default);
        var rates = Assert.IsType<PageOf<RateAnswer>>(Assert.IsType<OkObjectResult>(standing).Value).Items;
        Assert.Equal("78", Assert.Single(rates, rate => (rate.From, rate.To) == ("USD", "HKD")).Rate);
    }

    [Fact]
    public async Task A_rate_of_before_the_one_that_stands_is_refused()
    {
        await (await Table()).Take(SomeRates.Rate("1.6", "NZD/AUD", hoursOld: -1), null, default);

        var answer = await Put("""{"from":"NZD","to":"AUD","rate":"1.7","source":"treasury"}""");

        Assert.Equal("409 superseded", answer.Summary());
    }

    [Theory]
    [InlineData("{}", "from:required to:required rate:required source:required")]
    [InlineData("""{"from":"USD","to":"USD","rate":"1","source":"s"}""", "to:invalid")]
    [InlineData("""{"from":"XXX","to":7,"rate":"0","source":""}""",
        "from:invalid to:type rate:invalid source:required")]
    [InlineData("""{"from":"USD","to":"HKD","rate":7.8,"source":"s"}""", "rate:type")]
    [InlineData("""{"from":"USD","to":"HKD","rate":"-7.8","source":"s","takenAt":"x"}""",
        "rate:invalid takenAt:unknown_member")]
    public async Task A_bad_body_names_all_its_faults(string body, string faults) =>
        Assert.Equal(faults.Split(' '), (await Put(body)).Faults());

    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("USD", "XXX")]
    public async Task There_is_no_history_of_what_is_no_pair(string from, string to)
    {
        var verb = new GetExchangeRateHistory(await Table());

        Assert.Equal("404 not_found", (await verb.Run(SomeRequest.Query(""), from, to, default)).Summary());
    }

    private async Task<string> Body(string body) => JsonSerializer.Serialize(
        Assert.IsType<OkObjectResult>(await Put(body)).Value, Billing.Platform.Json.Options);

    private async Task<IActionResult> Put(string body)
    {
        var request = SomeRequest.Json(body);
        request.HttpContext.SetCaller(new("ada", [Role.Admin]));
        return await new PutExchangeRate(await Table(), _clock).Run(request, default);
    }

    private async Task<List<string>> History(string from, string to)
    {
        var (rates, cursor) = (new List<string>(), "");
        while (cursor is not null)
        {
            var request = SomeRequest.Query($"?limit=1&cursor={cursor}");
            var answer = await new GetExchangeRateHistory(await Table()).Run(request, from, to, default);
            var page = Assert.IsType<PageOf<RateAnswer>>(Assert.IsType<OkObjectResult>(answer).Value);
            rates.AddRange(page.Items.Select(rate => rate.Rate));
            cursor = page.Next;
        }
        return rates;
    }

    private async Task<ExchangeRateTable> Table()
    {
        await azurite.Table(ExchangeRateTable.Name);
        return new(await azurite.Tables());
    }
}
