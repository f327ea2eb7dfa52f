using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} {}""")]
    [InlineData("""{"a":1 /* no */}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"inner":{"a":1,"a":1}}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task What_is_no_JSON_object_is_malformed(string text)
    {
        var body = await RequestBody.Read(SomeRequest.Json(text), CancellationToken.None);
        body.Text("a", 5);

        Assert.Equal("400 malformed", body.Refused().Summary());
    }

    [Theory]
    [InlineData(JsonText.MaxDepth, "-")]
    [InlineData(JsonText.MaxDepth + 1, "400 malformed")]
    [InlineData(20_000, "400 malformed")]
    public void Depth_has_an_end(int depth, string expected)
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        var body = Parse(text);

        Assert.Equal(expected, body.Has("a") ? "-" : body.Refused().Summary());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_malformed()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        var body = await RequestBody.Read(SomeRequest.Bytes(bytes), CancellationToken.None);

        Assert.Equal("400 malformed", body.Refused().Summary());
    }

    [Theory]
    [InlineData("text/plain", "415 media_type")]
    [InlineData(null, "415 media_type")]
    [InlineData("application/jsonp", "415 media_type")]
    [InlineData("application/json; charset=utf-16", "415 media_type")]
    [InlineData("not a type", "415 media_type")]
    [InlineData("application/json; charset=\"utf-8\"", "-")]
    [InlineData("Application/JSON", "-")]
    public async Task Only_JSON_in_UTF_8_is_read(string? contentType, string expected)
    {
        var body = await RequestBody.Read(SomeRequest.Bytes("{}"u8.ToArray(), contentType), CancellationToken.None);

        Assert.Equal(expected, body.Refused().Summary());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large_with_and_without_a_length()
    {
        var large = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 2_000)}}"}""");
        var told = SomeRequest.Bytes(large);
        told.ContentLength = large.Length;

        Assert.Equal("413 too_large", (await RequestBody.Read(told, default, maxBytes: 1_000)).Refused().Summary());
        Assert.Equal(
            "413 too_large", (await RequestBody.Read(SomeRequest.Bytes(large), default, 1_000)).Refused().Summary());
    }

    private static RequestBody Parse(string json) => RequestBody.Parse(Encoding.UTF8.GetBytes(json));
}
