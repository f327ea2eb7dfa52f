using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.OpenApi;

public sealed class GetOpenApiTests
{
    private static readonly ApiFiles Files = new(SomeApi.Operations, SomeApi.Access);

    [Fact]
    public void The_document_is_what_the_code_says()
    {
        var answer = Assert.IsType<FileContentResult>(new GetOpenApi(Files).Run(new DefaultHttpContext().Request));

        Assert.Equal("application/json", answer.ContentType);
        Assert.True(JsonNode.DeepEquals(SomeApi.Document, JsonNode.Parse(answer.FileContents)));
    }

    [Fact]
    public void Who_has_the_document_is_not_sent_it_again()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfNoneMatch = Files.Json.Tag;

        Assert.Equal(304, Assert.IsType<StatusCodeResult>(new GetOpenApi(Files).Run(request)).StatusCode);

        request.Headers.IfNoneMatch = "\"another\"";
        Assert.IsType<FileContentResult>(new GetOpenApi(Files).Run(request));
    }

    [Fact]
    public void Both_may_be_kept_and_have_versions_of_their_own()
    {
        var request = new DefaultHttpContext().Request;
        new GetReference(Files).Run(request);

        Assert.Equal("public, max-age=60", request.HttpContext.Response.Headers.CacheControl);
        Assert.Equal(Files.Page.Tag, request.HttpContext.Response.Headers.ETag);
        Assert.NotEqual(Files.Json.Tag, Files.Page.Tag);
        Assert.Contains("default-src 'none'", request.HttpContext.Response.Headers.ContentSecurityPolicy.ToString());
    }
}
