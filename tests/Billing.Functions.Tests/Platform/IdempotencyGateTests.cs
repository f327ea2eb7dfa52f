using System.Net;
using Azure;
using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform;

public sealed class IdempotencyGateTests(Azurite azurite) : IAsyncLifetime
{
    private const string Path = "/api/v1/accounts/acme/things";

    private readonly List<string> _effects = [];
    private Func<HttpRequest, IActionResult> _answer = request =>
        new CreatedResult("/things/1", new { id = request.EffectId() });
    private WebEdge _edge = null!;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [
            new("MakeThing", "POST", "/api/v1/accounts/{account}/things", [Role.Customer], Run),
            new("MakeOther", "POST", "/api/v1/accounts/{account}/others", [Role.Customer], Run),
            new("ReadThing", "GET", "/api/v1/accounts/{account}/things", [Role.Customer], Run),
            new("Receive", "POST", "/api/v1/webhooks", [], Run),
        ]);

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task The_same_request_again_is_the_first_answer_again()
    {
        var key = NewKey();
        using var first = await Post(key);
        using var again = await Post(key);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.False(first.Headers.Contains(IdempotencyGate.HitHeader));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues(IdempotencyGate.HitHeader)));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Single(_effects);
    }

    [Fact]
    public async Task A_refusal_is_repeated_too()
    {
        _answer = _ => Problem.Of(422, "below_minimum", "Too little.");
        var key = NewKey();
        using var first = await Post(key);
        using var again = await Post(key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal(Problem.ContentType, again.Content.Headers.ContentType?.MediaType);
        Assert.Single(_effects);
    }

    [Fact]
    public async Task Another_body_with_the_same_key_is_refused()
    {
        var key = NewKey();
        using var first = await Post(key);
        using var other = await Post(key, """{"a":2}""");
        using var elsewhere = await Post(key, path: "/api/v1/accounts/acme/things?x=1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Contains("idempotency_mismatch", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        Assert.Single(_effects);
    }

    [Fact]
    public async Task Keys_of_other_callers_and_other_functions_are_other_keys()
    {
        var key = NewKey();
        using var mine = await Post(key);
        using var other = await Post(key, subject: "user-2");
        using var function = await Post(key, path: "/api/v1/accounts/acme/others");

        Assert.Equal(3, _effects.Distinct().Count());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task What_may_pass_later_runs_again_with_the_same_effect_id(int status)
    {
        _answer = _ => Problem.Of(status, "later", "Later.");
        var key = NewKey();
        using var first = await Post(key);
        _answer = _ => new OkObjectResult(new { });
        using var again = await Post(key);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False(again.Headers.Contains(IdempotencyGate.HitHeader));
        Assert.Equal(2, _effects.Count);
        Assert.Single(_effects.Distinct());
    }

    [Fact]
    public async Task A_crash_after_the_effect_runs_again_with_the_same_effect_id()
    {
        _answer = _ => throw new InvalidOperationException("the process died here");
        var key = NewKey();
        using var crashed = await Post(key);
        _answer = request => new OkObjectResult(new { id = request.EffectId() });
        using var retried = await Post(key);
        using var replayed = await Post(key);

        Assert.Equal(HttpStatusCode.InternalServerError, crashed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        Assert.True(replayed.Headers.Contains(IdempotencyGate.HitHeader));
        Assert.Equal(2, _effects.Count);
        Assert.Single(_effects.Distinct());
    }

    [Fact]
    public async Task A_retry_after_the_answer_is_forgotten_has_no_body_and_no_second_effect()
    {
        var key = NewKey();
        using var first = await Post(key);
        var longAgo = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = await azurite.Table(IdempotencyTable.Name);
        await foreach (var row in rows.QueryAsync<TableEntity>($"effectId eq '{_effects[0]}'"))
            await rows.UpdateEntityAsync(
                new TableEntity(row.PartitionKey, row.RowKey) { ["at"] = longAgo }, ETag.All, TableUpdateMode.Merge);
        var table = new IdempotencyTable(await azurite.Tables());
        Assert.Equal(1, (await table.Forget(longAgo.AddDays(1), from: null, default)).Count);

        using var late = await Post(key);
        using var other = await Post(key, """{"a":2}""");

        Assert.Equal((HttpStatusCode.Created, ""), (late.StatusCode, await late.Content.ReadAsStringAsync()));
        Assert.True(late.Headers.Contains(IdempotencyGate.HitHeader));
        Assert.Equal(first.Headers.Location, late.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Single(_effects);
    }

    [Fact]
    public async Task Twins_at_once_have_one_effect_id_and_one_answer()
    {
        var run = 0;
        _answer = _ => new OkObjectResult(new { run = Interlocked.Increment(ref run) });
        var key = NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Post(key)));
        var texts = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));

        Assert.Single(_effects.Distinct());
        Assert.Single(texts.Distinct());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task An_answer_too_large_to_keep_is_given_and_made_again()
    {
        _answer = _ => new OkObjectResult(new { text = new string('x', StoredAnswer.MaxBodyBytes) });
        var key = NewKey();
        using var first = await Post(key);
        using var again = await Post(key);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(2, _effects.Count);
        Assert.Single(_effects.Distinct());
    }

    private static Action<HttpRequestMessage> Keyed(string key) =>
        request => request.Headers.TryAddWithoutValidation(IdempotencyGate.KeyHeader, key);

    private static string NewKey() => EffectId.New(TimeProvider.System.GetUtcNow());

    private string Customer(string subject = "user-1") => _edge.Issuer.Customer("acme", subject);

    private Task<HttpResponseMessage> Post(
        string key, string json = """{"a":1}""", string path = Path, string subject = "user-1") =>
        _edge.Send("POST", path, Customer(subject), json, Keyed(key));

    private async Task<IActionResult> Run(HttpRequest request)
    {
        lock (_effects) _effects.Add(request.EffectId());
        await Task.Yield();
        return _answer(request);
    }
}
