using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Functions.Tests.Accounts;

public sealed class PutSettingsTests(Azurite azurite) : IAsyncLifetime
{
    private const string Five = """{"lowBalance":[{"amount":"5","currency":"USD"}]}""";
    private const string Two = """{"lowBalance":[{"amount":"1","currency":"USD"},{"amount":"20","currency":"USD"}]}""";

    private readonly AccountId _account = SomeLedger.Account("chooser");
    private TimerWorld _world = null!;
    private TableServiceClient _tables = null!;
    private ProfileTable _profiles = null!;
    private WebEdge _edge = null!;

    private string Path => $"/api/v1/accounts/{_account}/settings";

    public async ValueTask InitializeAsync()
    {
        _world = await TimerWorld.Open(azurite);
        _tables = await azurite.Tables();
        _profiles = new(_tables);
        await azurite.Table(ProfileTable.Name);
        const string Route = "/api/v1/accounts/{account}/settings";
        _edge = await WebEdge.Start(azurite,
        [
            new(nameof(GetSettings), "GET", Route, [Role.Customer, Role.Finance],
                request => new GetSettings(
                    _world.Ledger, _profiles, new(_tables, _profiles), TimerWorld.Defaults)
                    .Run(request, (string)request.RouteValues["account"]!, default)),
            new(nameof(PutSettings), "PUT", Route, [Role.Customer, Role.Finance],
                request => new PutSettings(SettingsDeskTests.Desk(_world, _tables))
                    .Run(request, (string)request.RouteValues["account"]!, default)),
        ]);
    }

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task Settings_are_the_defaults_until_somebody_chooses()
    {
        Assert.Equal("200 [] True", await Said("GET"));
        await _profiles.Change(_account, SomeVoucher.Profile("US", "USD"), null, default);
        Assert.Equal("200 [5 USD, 1 USD] True", await Said("GET"));
        await _world.Commit(_account, SomeLedger.Opened());
        Assert.Equal("200 [5 USD, 1 USD] True", await Said("GET"));

        Assert.Equal("200 [20 USD, 1 USD] False", await Said("PUT", Two));
        Assert.Equal("200 [20 USD, 1 USD] False", await Said("GET"));
        Assert.Equal("200 [] False", await Said("PUT", """{"lowBalance":[]}"""));
        Assert.Equal("200 [] False", await Said("GET"));
    }

    [Fact]
    public async Task The_same_settings_again_are_no_second_fact()
    {
        await _world.Commit(_account, SomeLedger.Opened());

        await Said("PUT", Five);
        await Said("PUT", Five);

        Assert.Equal("[] 3 movements", await _world.Standing(_account));
    }

    [Theory]
    [InlineData("{}", "lowBalance:required")]
    [InlineData("""{"lowBalance":null,"language":" "}""", "lowBalance:required")]
    [InlineData("""{"lowBalance":5}""", "lowBalance:type")]
    [InlineData("""{"lowBalance":["5"]}""", "lowBalance[0]:type")]
    [InlineData("""{"lowBalance":[{}]}""", "lowBalance[0].currency:required lowBalance[0].amount:required")]
    [InlineData("""{"lowBalance":[{"amount":"0","currency":"USD"}]}""", "lowBalance[0].amount:not_an_amount")]
    [InlineData("""{"lowBalance":[{"amount":"-5","currency":"USD"}]}""", "lowBalance[0].amount:not_an_amount")]
    [InlineData("""{"lowBalance":[{"amount":"0.001","currency":"USD"}]}""", "lowBalance[0].amount:not_an_amount")]
    [InlineData("""{"lowBalance":[{"amount":"1e3","currency":"USD"}]}""", "lowBalance[0].amount:not_an_amount")]
    [InlineData("""{"lowBalance":[{"amount":5,"currency":"USD"}]}""", "lowBalance[0].amount:type")]
    [InlineData("""{"lowBalance":[{"amount":"5","currency":"usd"}]}""", "lowBalance[0].currency:invalid")]
    [InlineData("""{"lowBalance":[{"amount":"5","currency":"USD"},{"amount":"5.0","currency":"USD"}]}""",
        "lowBalance[1].amount:repeated")]
    [InlineData("""{"lowBalance":[{"amount":"5","currency":"VND"}]}""", "lowBalance:other_currency")]
    [InlineData("""{"lowBalance":[],"zone":"UTC"}""", "zone:unknown_member")]
    [InlineData("""{"timeZone":"Asia/Nowhere"}""", "timeZone:invalid")]
    [InlineData("""{"timeZone":"asia/tokyo"}""", "timeZone:invalid")]
    [InlineData("""{"timeZone":7,"language":"de"}""", "language:invalid timeZone:type")]
    [InlineData("""{"displayCurrency":"XXX"}""", "displayCurrency:invalid")]
    [InlineData("""{"notices":{"balance":"no"}}""", "notices.balance:type")]
    [InlineData("""{"notices":{"payments":false}}""", "notices.payments:unknown_member")]
    [InlineData("""{"notices":[]}""", "notices:type")]
    [InlineData("""{"lowBalance":[{},{},{},{},{},{}]}""", "lowBalance:too_many")]
    public async Task What_is_no_list_of_thresholds_is_refused_by_field(string json, string faults)
    {
        await _world.Commit(_account, SomeLedger.Opened());

        using var answer = await Send("PUT", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(Problem.ContentType, answer.Content.Headers.ContentType?.MediaType);
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        Assert.Equal(faults, string.Join(' ', errors.EnumerateArray().Select(error =>
            $"{error.GetProperty("field")}:{error.GetProperty("code")}")));
    }

    [Fact]
    public async Task An_account_that_nothing_has_opened_cannot_choose_yet()
    {
        using var answer = await Send("PUT", Five);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("account_not_open", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_what_was_not_read_is_refused()
    {
        await _world.Commit(_account, SomeLedger.Opened());
        using var first = await Send("GET");
        using var second = await Send("PUT", Five, first.Headers.ETag!.ToString());
        using var stale = await Send("PUT", Two, first.Headers.ETag!.ToString());
        using var fresh = await Send("PUT", Two, second.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Fact]
    public async Task What_a_body_does_not_name_stays_as_it_is()
    {
        await _profiles.Change(_account, SomeVoucher.Profile("JP", "JPY"), null, default);
        Assert.Equal("ja Asia/Tokyo JPY +++", await Chosen("GET"));

        Assert.Equal("ja Asia/Tokyo USD +++", await Chosen("PUT", """{"displayCurrency":"USD"}"""));
        Assert.Equal("ja Europe/Berlin USD +++", await Chosen("PUT", """{"timeZone":"Europe/Berlin"}"""));
        Assert.Equal("en Europe/Berlin USD +-+",
            await Chosen("PUT", """{"language":"en","notices":{"planUse":false}}"""));
        Assert.Equal("en Europe/Berlin USD --+", await Chosen("PUT", """{"notices":{"balance":false}}"""));
        Assert.Equal("en Europe/Berlin USD -++", await Chosen("PUT", """{"notices":{"planUse":true}}"""));
        Assert.Equal("en Europe/Berlin USD -++", await Chosen("GET"));
    }

    [Fact]
    public async Task An_edit_of_preferences_that_were_not_read_is_refused()
    {
        using var first = await Send("GET");
        var tag = first.Headers.ETag!.ToString();
        using var second = await Send("PUT", """{"language":"vi"}""", tag);
        using var stale = await Send("PUT", """{"language":"ja"}""", tag);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("vi UTC  +++", await Chosen("GET"));
    }

    [Fact]
    public async Task Settings_are_the_accounts_own()
    {
        using var other = await _edge.Send("GET", Path, _edge.Issuer.Customer("somebody-else"));
        using var sales = await _edge.Send("GET", Path, _edge.Issuer.Staff("sales"));
        using var finance = await _edge.Send("GET", Path, _edge.Issuer.Staff("finance"));
        using var nobody = await _edge.Send("GET", Path, null);

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            new[] { other, sales, finance, nobody }.Select(answer => answer.StatusCode));
    }

    private async Task<string> Said(string method, string? json = null)
    {
        using var answer = await Send(method, json);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var amounts = body.GetProperty("lowBalance").EnumerateArray()
            .Select(it => $"{it.GetProperty("amount").GetString()} {it.GetProperty("currency").GetString()}");
        return $"{(int)answer.StatusCode} [{string.Join(", ", amounts)}] {body.GetProperty("isDefault").GetBoolean()}";
    }

    /// <summary>Language, zone, currency, and which notices are shown.</summary>
    private async Task<string> Chosen(string method, string? json = null)
    {
        using var answer = await Send(method, json);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var shown = body.GetProperty("notices").EnumerateObject().Select(it => it.Value.GetBoolean() ? '+' : '-');
        return $"{Text("language")} {Text("timeZone")} {Text("displayCurrency")} {string.Concat(shown)}";

        string? Text(string name) => body.GetProperty(name).GetString();
    }

    private Task<HttpResponseMessage> Send(string method, string? json = null, string? ifMatch = null) =>
        _edge.Send(method, Path, _edge.Issuer.Customer(_account.Value), json, request =>
        {
            if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        });
}
