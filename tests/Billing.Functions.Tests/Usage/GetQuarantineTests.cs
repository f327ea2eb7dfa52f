using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Usage;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Usage;

public sealed class GetQuarantineTests(Azurite azurite)
{
    [Fact]
    public async Task A_kept_event_is_listed_with_its_reason_and_can_be_replayed_by_its_id()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var json = Some.EventJson(account: account.Value, time: Some.Noon.AddDays(-36));
        await world.Charge(account, json);

        var item = Assert.Single(await Items(world, $"?account={account}"));
        Assert.Equal("too_old", item.GetProperty("reason").GetString());
        Assert.Equal(json.ToJsonString(), item.GetProperty("event").GetString());
        var id = item.GetProperty("id").GetString()!;

        Assert.Equal("""{"status":"rated"}""", await Replay(world, account.Value, id));
        Assert.Equal("""{"status":"rated"}""", await Replay(world, account.Value, id));
        Assert.Empty(await Items(world, $"?account={account}"));
    }

    [Fact]
    public async Task A_refused_replay_names_the_reason()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        await world.Charge(account, Some.EventJson(account: account.Value, meter: "no-such"));

        var id = Assert.Single(await world.Kept(account)).Id.ToString();

        Assert.Equal("409 unknown_meter", await Replay(world, account.Value, id));
    }

    [Theory]
    [InlineData("a b", "20260315-0123456789abcdef0123456789abcdef")]
    [InlineData("acme", "nonsense")]
    [InlineData("acme", "20260315-0123456789abcdef0123456789abcdef")]
    public async Task What_was_never_kept_is_not_found(string account, string id) =>
        Assert.Equal("404 not_found", await Replay(await UsageWorld.Open(azurite), account, id));

    [Theory]
    [InlineData("?limit=0", "422 invalid")]
    [InlineData("?limit=201", "422 invalid")]
    [InlineData("?account=a%20b", "422 invalid")]
    [InlineData("?cursor=AAAA", "400 bad_cursor")]
    public async Task A_bad_query_is_refused(string query, string problem)
    {
        var world = await UsageWorld.Open(azurite);

        var answer = await new GetQuarantine(world.Quarantine).Run(SomeRequest.Query(query), default);

        Assert.Equal(problem, answer.Summary());
    }

    private static async Task<List<JsonElement>> Items(UsageWorld world, string query)
    {
        var answer = await new GetQuarantine(world.Quarantine).Run(SomeRequest.Query(query), default);
        var page = JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static async Task<string> Replay(UsageWorld world, string account, string id)
    {
        var answer = await new ReplayQuarantined(world.Replay).Run(SomeRequest.Query(""), account, id, default);
        return answer is OkObjectResult ok ? JsonSerializer.Serialize(ok.Value, Json.Options) : answer.Summary();
    }
}
