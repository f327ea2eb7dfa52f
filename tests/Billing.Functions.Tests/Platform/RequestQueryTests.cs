using Billing.Functions.Tests.Support;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class RequestQueryTests
{
    [Fact]
    public void Filters_and_page_are_read()
    {
        var query = Of("?service=ai&role=finance&from=2026-11-22T00:00:00Z&limit=20");

        Assert.Equal("ai", query.OptionalText("service", 40));
        Assert.Equal(Role.Finance, query.OptionalChoice<Role>("role"));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), query.OptionalTime("from"));
        Assert.Null(query.OptionalText("absent", 40));
        Assert.Equal(20, query.Page().Limit);
        Assert.Null(query.Refused());
    }

    [Fact]
    public void All_wrong_filters_are_named_at_once()
    {
        var query = Of(
            $"?service={new string('x', 10_000)}&role=emperor&from=yesterday&limit=0&status=a&status=b&note=a%00b");
        query.OptionalText("service", 40);
        query.OptionalChoice<Role>("role");
        query.OptionalTime("from");
        query.OptionalText("status", 10);
        query.OptionalText("note", 10);
        query.Page();

        Assert.Equal(
            ["service:too_long", "role:invalid", "from:invalid", "status:repeated", "note:control_characters",
                "limit:out_of_range"],
            query.Refused().Faults());
    }

    [Theory]
    [InlineData("", 50)]
    [InlineData("?limit=", 50)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=200", 200)]
    public void The_limit_has_a_default_and_a_maximum(string query, int limit) =>
        Assert.Equal(limit, Of(query).Page().Limit);

    [Theory]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("ten")]
    [InlineData("99999999999999999999")]
    public void A_limit_out_of_bounds_is_refused(string limit)
    {
        var query = Of($"?limit={limit}");
        query.Page();

        Assert.Equal(["limit:out_of_range"], query.Refused().Faults());
    }

    [Fact]
    public void A_cursor_serves_the_query_that_made_it_and_no_other()
    {
        var first = Of("?service=ai");
        first.OptionalText("service", 40);
        var cursor = first.Page().Next("here");

        Assert.Equal("here", Resume($"?service=ai&limit=7&cursor={cursor}").Page?.After);
        Assert.Equal("400 bad_cursor", Resume($"?service=gpu&cursor={cursor}").Problem);
        Assert.Equal("400 bad_cursor", Resume($"?cursor={cursor}").Problem);
        Assert.Equal("400 bad_cursor", Resume($"?service=ai&cursor={cursor}", "/api/v1/others").Problem);
        Assert.Equal("400 bad_cursor", Resume("?service=ai&cursor=nonsense").Problem);
    }

    private static (Page? Page, string Problem) Resume(string text, string path = "/api/v1/things")
    {
        var query = new RequestQuery(SomeRequest.Query(text, path));
        query.OptionalText("service", 40);
        var page = query.Page();
        return (page, query.Refused().Summary());
    }

    private static RequestQuery Of(string query) => new(SomeRequest.Query(query));
}
