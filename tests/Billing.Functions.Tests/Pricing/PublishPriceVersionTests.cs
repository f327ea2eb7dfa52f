using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Pricing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PublishPriceVersionTests(Azurite azurite)
{
    private readonly FakeTimeProvider _clock = new(Some.Noon);
    private readonly string _service = $"svc-{SomeLedger.Account()}";

    [Fact]
    public async Task Versions_are_published_once_each_and_listed_newest_first()
    {
        var table = await Table();

        Assert.Equal("201", await Publish(table, "2026-01-01T00:00:00Z", "1"));
        Assert.Equal("422 invalid", await Publish(table, "2026-03-15T12:29:59Z", "2"));
        Assert.Equal("201", await Publish(table, "2026-03-15T12:30:00Z", "2"));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("201 hit", await Publish(table, "2026-03-15T12:30:00Z", "2"));
        Assert.Equal("409 other_terms", await Publish(table, "2026-03-15T12:30:00Z", "3"));
        Assert.Equal("422 invalid", await Publish(table, "2026-03-15T13:00:00Z", "3"));
        Assert.Equal("201", await Publish(table, "2026-05-01T00:00:00Z", "3"));
        Assert.Equal("422 invalid", await Publish(table, "2026-04-01T00:00:00Z", "4"));

        Assert.Equal([3, 2, 1], await List(table));
    }

    [Fact]
    public async Task A_card_of_no_possible_name_is_not_found()
    {
        var table = await Table();
        var verb = new PublishPriceVersion(table, _clock);

        var answer = await verb.Run(SomeRequest.Json("{}"), "a b", "m", "USD", default);
        var currency = await new GetPriceVersions(table).Run(SomeRequest.Query(""), "a", "m", "XXX", default);

        Assert.Equal(("404 not_found", "404 not_found"), (answer.Summary(), currency.Summary()));
    }

    [Fact]
    public async Task Of_publishers_that_race_each_gets_a_version_of_its_own_or_a_refusal()
    {
        var table = await Table();
        await Publish(table, "2026-01-01T00:00:00Z", "1");

        var said = await Task.WhenAll(Enumerable.Range(1, 6).Select(day =>
            Publish(table, $"2026-06-0{day}T00:00:00Z", "2")));

        var versions = (await table.Find(Some.Card($"{_service}/seconds/USD"), default)).Versions;
        Assert.Equal(said.Count(it => it == "201") + 1, versions.Length);
        Assert.Equal(Enumerable.Range(1, versions.Length), versions.Select(version => version.Number));
        Assert.Equal(versions.Select(it => it.Terms.ValidFrom).Order(), versions.Select(it => it.Terms.ValidFrom));
    }

    [Fact]
    public async Task Whatever_storage_call_fails_a_repeated_publication_is_one_version()
    {
        await Table();
        await FaultPlan.TryEach(async plan =>
        {
            var service = $"svc-{SomeLedger.Account()}";
            try
            {
                await Publish(new(await azurite.Tables(plan)), "2026-01-01T00:00:00Z", "1", service);
            }
            catch (Exception crash) when (crash is not InvariantException)
            {
                Assert.NotNull(crash.Message);
            }

            Assert.StartsWith("201", await Publish(new(await azurite.Tables()), "2026-01-01T00:00:00Z", "1", service));
            var after = new RateCardTable(await azurite.Tables());
            Assert.Single((await after.Find(Some.Card($"{service}/seconds/USD"), default)).Versions);
        });
    }

    private async Task<RateCardTable> Table()
    {
        await azurite.Table(RateCardTable.Name);
        return new(await azurite.Tables());
    }

    private async Task<string> Publish(RateCardTable table, string validFrom, string price, string? service = null)
    {
        var request = SomeRequest.Json($$"""
            {"validFrom":"{{validFrom}}","description":"{quantity} s","prices":[
             {"model":"perUnit","per":"1","price":"{{price}}"}]}
            """);
        var verb = new PublishPriceVersion(table, _clock);
        var answer = await verb.Run(request, service ?? _service, "seconds", "USD", default);
        if (answer is not ObjectResult { StatusCode: 201 }) return answer.Summary();
        return request.HttpContext.Response.Headers.ContainsKey("Idempotency-Hit") ? "201 hit" : "201";
    }

    private async Task<List<int>> List(RateCardTable table)
    {
        var (numbers, cursor) = (new List<int>(), "");
        do
        {
            var request = SomeRequest.Query($"?limit=2&cursor={cursor}");
            var answer = await new GetPriceVersions(table).Run(request, _service, "seconds", "USD", default);
            var page = Assert.IsType<PageOf<PriceVersionAnswer>>(Assert.IsType<OkObjectResult>(answer).Value);
            numbers.AddRange(page.Items.Select(item => item.Version));
            cursor = page.Next;
        }
        while (cursor is not null);
        return numbers;
    }
}
