using System.Net;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform;

public sealed class AnswerWriterTests(Azurite azurite)
{
    [Fact]
    public async Task An_answer_that_breaks_off_while_it_is_written_is_a_problem_and_no_part_of_it_is_sent()
    {
        await using var edge = await Edge(new Breaking(20_000));

        using var answer = await edge.Send("GET", "/answer", token: null);

        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:billing:problem:internal", body.GetProperty("type").GetString());
        Assert.False(body.TryGetProperty("pages", out _));
    }

    [Fact]
    public async Task An_answer_that_can_be_written_is_written()
    {
        await using var edge = await Edge(new { pages = 3 });

        using var answer = await edge.Send("GET", "/answer", token: null);

        Assert.Equal("""{"pages":3}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<WebEdge> Edge(object value) => WebEdge.Start(
        azurite,
        [new("GetAnswer", "GET", "/answer", [], _ => Task.FromResult<IActionResult>(new OkObjectResult(value)))]);

    private sealed record Breaking(int Count)
    {
        public string[] Pages => [.. Enumerable.Range(0, Count).Select(page => $"page {page}")];

        public int Total => 1 / (Count - Count);
    }
}
