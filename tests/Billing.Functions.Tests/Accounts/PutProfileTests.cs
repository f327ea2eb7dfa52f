using System.Net;
using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Functions.Tests.Accounts;

public sealed class PutProfileTests(Azurite azurite) : IAsyncLifetime
{
    private const string Good = """
        {"type":"personal","name":"An","email":"an@example.vn","address":"1 Trang Tien","country":"VN","currency":"VND"}
        """;

    private readonly string _account = EffectId.New(TimeProvider.System.GetUtcNow());
    private ProfileTable _profiles = null!;
    private WebEdge _edge = null!;

    private string Path => $"/api/v1/accounts/{_account}/profile";

    public async ValueTask InitializeAsync()
    {
        _profiles = new(await azurite.Tables());
        await azurite.Table(ProfileTable.Name);
        _edge = await WebEdge.Start(azurite,
        [
            new(nameof(GetProfile), "GET", "/api/v1/accounts/{account}/profile", [Role.Customer, Role.Finance],
                request => new GetProfile(_profiles).Run(request, (string)request.RouteValues["account"]!, default)),
            new(nameof(PutProfile), "PUT", "/api/v1/accounts/{account}/profile", [Role.Customer, Role.Finance],
                request => new PutProfile(_profiles, SomeProfile.Minimums)
                    .Run(request, (string)request.RouteValues["account"]!, default)),
        ]);
    }

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task A_profile_is_asked_for_once_and_shown_after()
    {
        using var none = await Send("GET");
        using var put = await Send("PUT", Good);
        using var shown = await Send("GET");

        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(
            """
            {"type":"personal","name":"An","email":"an@example.vn","address":"1 Trang Tien","country":"VN",
            "taxCode":null,"currency":"VND","currencyLocked":false,"timeZone":"Asia/Ho_Chi_Minh",
            "erased":false}
            """.ReplaceLineEndings(""),
            await shown.Content.ReadAsStringAsync());
        Assert.Equal(put.Headers.ETag, shown.Headers.ETag);
    }

    [Theory]
    [InlineData("{}", "type:required name:required email:required address:required country:required currency:required")]
    [InlineData("""{"type":"company","name":" ","email":"x","address":"a","country":"JP","currency":"USD"}""",
        "name:required email:invalid currency:currency_not_offered taxCode:required")]
    [InlineData(
        """{"type":"charity","name":1,"email":true,"address":[],"country":"vn","currency":"XYZ","taxCode":{}}""",
        "type:invalid name:type email:type address:type country:invalid taxCode:type currency:invalid")]
    [InlineData(
        """{"type":"company","name":"A","email":"a@b.vn","address":"a","country":"VN","currency":"VND","taxCode":""}""",
        "taxCode:required")]
    [InlineData(
        """{"type":"personal","name":"A\u0000","email":"a@b.vn","address":"a\nb","country":"VN","currency":"VND"}""",
        "name:control_characters address:control_characters")]
    [InlineData(
        """{"type":1,"name":"A","email":"a@b.vn","address":"a","country":"VN","currency":"VND","""
        + """ "currencyLocked":true}""",
        "type:type currencyLocked:unknown_member")]
    public async Task All_faults_are_named_at_once(string json, string faults)
    {
        using var answer = await Send("PUT", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(faults, await Faults(answer));
    }

    [Fact]
    public async Task Ten_thousand_characters_are_too_long_in_every_text()
    {
        var x = new string('x', 10_000);
        using var answer = await Send(
            "PUT",
            $$"""{"type":"{{x}}","name":"{{x}}","email":"{{x}}","address":"{{x}}","country":"{{x}}","""
            + $$""" "currency":"{{x}}","taxCode":"{{x}}"}""");

        Assert.Equal(
            "type:too_long name:too_long email:too_long address:too_long country:too_long taxCode:too_long "
            + "currency:too_long",
            await Faults(answer));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"personal","type":"company"}""", HttpStatusCode.BadRequest)]
    public async Task What_is_no_JSON_object_is_malformed(string json, HttpStatusCode expected)
    {
        using var answer = await Send("PUT", json);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(Problem.ContentType, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Other_media_types_and_large_bodies_are_refused()
    {
        using var form = await _edge.Send("PUT", Path, Customer(), Good, request =>
            request.Content!.Headers.ContentType = new("application/x-www-form-urlencoded"));
        using var large = await Send("PUT", Good + new string(' ', RawBody.DefaultMaxBytes));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_locked_currency_is_a_conflict_for_customer_and_finance_alike()
    {
        using var first = await Send("PUT", Good);
        await _profiles.LockCurrency(AccountId.Parse(_account), default);
        var other = Good.Replace("\"VN\"", "\"US\"", StringComparison.Ordinal).Replace(
            "VND", "USD", StringComparison.Ordinal);
        using var customer = await Send("PUT", other);
        using var finance = await _edge.Send("PUT", Path, _edge.Issuer.Staff("finance"), other);
        using var same = await Send("PUT", Good);

        Assert.Equal(HttpStatusCode.Conflict, customer.StatusCode);
        Assert.Contains("currency_locked", await customer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, finance.StatusCode);
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Contains("\"currencyLocked\":true", await same.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_what_was_not_read_is_refused()
    {
        using var first = await Send("PUT", Good);
        using var second = await Send("PUT", Good.Replace("An", "Binh", StringComparison.Ordinal));
        using var stale = await _edge.Send("PUT", Path, Customer(), Good, request =>
            request.Headers.TryAddWithoutValidation("If-Match", first.Headers.ETag!.ToString()));
        using var fresh = await _edge.Send("PUT", Path, Customer(), Good, request =>
            request.Headers.TryAddWithoutValidation("If-Match", second.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Fact]
    public async Task Somebody_elses_profile_is_not_found()
    {
        using var first = await Send("PUT", Good);
        using var read = await _edge.Send("GET", Path, _edge.Issuer.Customer("somebody-else"));
        using var write = await _edge.Send("PUT", Path, _edge.Issuer.Customer("somebody-else"), Good);

        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, write.StatusCode);
    }

    private string Customer() => _edge.Issuer.Customer(_account);

    private Task<HttpResponseMessage> Send(string method, string? json = null) =>
        _edge.Send(method, Path, Customer(), json);

    private static async Task<string> Faults(HttpResponseMessage answer)
    {
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var errors = body.GetProperty("errors").EnumerateArray();
        return string.Join(' ', errors.Select(error => $"{error.GetProperty("field")}:{error.GetProperty("code")}"));
    }
}
