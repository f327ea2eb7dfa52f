using System.Net;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Platform;

public sealed class IdempotencyGateKeyTests(Azurite azurite) : IAsyncLifetime
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

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ключ")]
    [InlineData("a\tb")]
    public async Task A_bad_key_is_refused(string key)
    {
        using var answer = await Post(key);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("bad_idempotency_key", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_effects);
    }

    [Fact]
    public async Task A_key_has_at_most_a_hundred_characters_and_comes_once()
    {
        using var longest = await Post(NewKey().PadRight(100, '~'));
        using var longer = await Post(NewKey().PadRight(101, '~'));
        using var twice = await _edge.Send("POST", Path, Customer(), "{}", request =>
            request.Headers.TryAddWithoutValidation(IdempotencyGate.KeyHeader, ["a", "b"]));

        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_the_key_is_taken()
    {
        var key = NewKey();
        using var large = await Post(key, new string(' ', RawBody.DefaultMaxBytes) + "{}");
        using var small = await Post(key);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.Created, small.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_every_request_is_a_new_one()
    {
        using var first = await _edge.Send("POST", Path, Customer(), "{}");
        using var second = await _edge.Send("POST", Path, Customer(), "{}");

        Assert.Equal(2, _effects.Distinct().Count());
        Assert.All(_effects, id => Assert.True(EffectId.IsWellFormed(id)));
    }

    [Fact]
    public async Task Reads_and_webhooks_take_no_key()
    {
        var key = NewKey();
        for (var i = 0; i < 2; i++)
        {
            using var read = await _edge.Send("GET", Path, Customer(), change: Keyed(key));
            using var notice = await _edge.Send("POST", "/api/v1/webhooks", token: null, "{}", Keyed(key));
        }

        Assert.Equal(4, _effects.Distinct().Count());
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
