using Billing.Functions.Tests.Support;
using Billing.Plans.Requests;
using static Billing.Functions.Tests.Support.SalesOffice;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class GetPlanRequestsTests(Azurite azurite)
{
    [Fact]
    public async Task Requests_are_listed_newest_first_by_status_owner_and_account_and_pages_lose_none()
    {
        var office = await Open(azurite);
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            office.Clock.Advance(TimeSpan.FromMinutes(1));
            var other = office.For(SomeLedger.Account("asker"));
            ids.Add($"{await other.Sent()} {other.Account}");
        }
        ids.Reverse();
        string Id(int place) => ids[place].Split(' ')[0];
        foreach (var (place, owner) in ((int, string)[])[(1, "sam"), (4, "sam"), (5, "kim")])
            await office.Change(PlanRequestId.Parse(Id(place)), $$"""{"owner":"{{owner}}"}""");
        await office.Change(PlanRequestId.Parse(Id(4)), """{"status":"contacted"}""");

        Assert.Equal(ids.Select((_, place) => Id(place)), await All(office, "limit=3"));
        Assert.Equal([Id(1), Id(4)], await All(office, "owner=sam&limit=1"));
        Assert.Equal([Id(4)], await All(office, "owner=sam&status=contacted"));
        Assert.Equal([Id(2)], await All(office, $"account={ids[2].Split(' ')[1]}"));
        Assert.Empty(await All(office, "owner=nobody"));
    }

    [Theory]
    [InlineData("?status=happy", "422 invalid")]
    [InlineData("?limit=0", "422 invalid")]
    [InlineData("?account=a%20b", "422 invalid")]
    [InlineData("?cursor=x", "400 bad_cursor")]
    public async Task A_query_that_breaks_a_rule_is_refused(string query, string expected) =>
        Assert.Equal(expected, (await (await Open(azurite)).List(query)).Summary());

    private static async Task<List<string?>> All(SalesOffice office, string query)
    {
        var (seen, next) = (new List<string?>(), (string?)"");
        while (next is not null)
        {
            var page = Body(await office.List($"?{query}{next}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&cursor={cursor}" : null;
        }
        return seen;
    }
}
