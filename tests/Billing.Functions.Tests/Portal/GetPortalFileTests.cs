using Billing.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Portal;

public sealed class GetPortalFileTests
{
    private static readonly GetPortalFile Verb = new(new PortalFiles());

    [Fact]
    public void The_page_may_be_framed_by_nobody_and_loads_from_here_alone()
    {
        var request = Request("index.html");

        var page = Assert.IsType<FileContentResult>(Verb.Run(request));

        Assert.Equal("text/html; charset=utf-8", page.ContentType);
        var headers = request.HttpContext.Response.Headers;
        Assert.Equal("public, max-age=60", headers.CacheControl);
        Assert.Contains("frame-ancestors 'none'", headers.ContentSecurityPolicy.ToString());
        Assert.DoesNotContain("unsafe", headers.ContentSecurityPolicy.ToString());
    }

    [Theory]
    [InlineData("/api/portal", "portal/index.html?topUp=7")]
    [InlineData("/api/portal/", "index.html?topUp=7")]
    public void The_front_door_leads_to_the_page_and_keeps_the_query(string path, string target)
    {
        var request = Request(null);
        (request.Path, request.QueryString) = (path, new("?topUp=7"));

        var answer = Assert.IsType<RedirectResult>(Verb.Run(request));

        Assert.Equal(target, answer.Url);
        Assert.False(answer.Permanent);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem() =>
        Assert.Equal(404, Assert.IsType<ObjectResult>(Verb.Run(Request("scripts/none.js"))).StatusCode);

    private static HttpRequest Request(string? path)
    {
        var request = new DefaultHttpContext().Request;
        if (path is not null) request.RouteValues["path"] = path;
        return request;
    }
}
