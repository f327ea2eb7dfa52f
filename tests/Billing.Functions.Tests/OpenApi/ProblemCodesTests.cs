using Billing.OpenApi;

namespace Billing.Functions.Tests.OpenApi;

public sealed class ProblemCodesTests
{
    [Theory]
    [InlineData("get", "v1/things", true, "429 503")]
    [InlineData("get", "v1/things", false, "401 403 429 503")]
    [InlineData("get", "v1/things/{id}", false, "401 403 404 429 503")]
    [InlineData("post", "v1/things", true, "429 503")]
    [InlineData("post", "v1/things", false, "400 401 403 413 422 429 503")]
    public void What_a_function_is_brings_its_problems(string method, string route, bool isAnonymous, string statuses)
    {
        var function = new HttpFunction("A", typeof(ProblemCodesTests), method, route);

        var codes = ProblemCodes.Of(new Operation(), function, method, isAnonymous);

        Assert.Equal(statuses, string.Join(' ', codes.Keys));
    }

    [Fact]
    public void Bodies_queries_and_own_refusals_add_theirs()
    {
        var function = new HttpFunction("A", typeof(ProblemCodesTests), "post", "v1/things");
        var operation = new Operation()
            .Body(body => body.Flag("a"))
            .Query(query => query.Page())
            .Refuses(409, "taken", "locked");

        var codes = ProblemCodes.Of(operation, function, "post", isAnonymous: true);

        Assert.Equal(["bad_cursor", "malformed"], codes[400]);
        Assert.Equal(["locked", "taken"], codes[409]);
        Assert.Equal(["media_type"], codes[415]);
        Assert.Equal(["invalid"], codes[422]);
    }
}
