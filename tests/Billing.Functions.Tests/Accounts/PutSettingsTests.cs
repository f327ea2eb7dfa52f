using System.Net;
using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Accounts;

public sealed class PutSettingsTests(Azurite azurite) : IAsyncLifetime
{
    private const string Five = """{"lowBalance":[{"amount":"5","currency":"USD"}]}""";
    private const string Two = """{"lowBalance":[{"amount":"1","currency":"USD"},{"amount":"20","currency":"USD"}]}""";

    private readonly AccountId _account = SomeLedger.Account("chooser");
    private TimerWorld _world = null!;
    private ProfileTable _profiles = null!;
    private WebEdge _edge = null!;

    private string Path => $"/api/v1/accounts/{_account}/settings";

    public async ValueTask InitializeAsync()
    {
        _world = await TimerWorld.Open(azurite);
        _profiles = new(await azurite.Tables());
        await azurite.Table(ProfileTable.Name);
        const string Route = "/api/v1/accounts/{account}/settings";
        _edge = await WebEdge.Start(azurite,
        [
            new(nameof(GetSettings), "GET", Route, [Role.Customer, Role.Finance],
                request => new GetSettings(_world.Ledger, _profiles, TimerWorld.Defaults)
                    .Run(request, (string)request.RouteValues["account"]!, default)),
            new(nameof(PutSettings), "PUT", Route, [Role.Customer, Role.Finance],
                request => new PutSettings(_world.Desk(), TimerWorld.Defaults, _world.Clock)
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
    [InlineData("""{"lowBalance":[],"timeZone":"UTC"}""", "timeZone:unknown_member")]
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

    /// <summary>
    /// Wherever the request breaks, the customer's repetition leaves the settings chosen, by one fact.
    /// </summary>
    [Fact]
    public async Task Settings_are_chosen_once_wherever_the_request_breaks()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var account = SomeLedger.Account("crash-settings");
            await _world.Commit(account, SomeLedger.Opened());
            try
            {
                await Put(await _world.Another(plan), account);
            }
            catch (Exception fault) when (
                fault is Azure.RequestFailedException or TaskCanceledException or ProcessKilledException)
            {
                // The customer saw an error and asks again.
            }

            await Put(_world, account);

            Assert.Equal("[] 3 movements", await _world.Standing(account));
            Assert.True((await _world.Ledger.Load(account, default)).State.LowBalance!.IsChosen);
        });
        Assert.Equal(18, tried);
    }

    private static Task<IActionResult> Put(TimerWorld world, AccountId account) =>
        new PutSettings(world.Desk(), TimerWorld.Defaults, world.Clock).Run(
            SomeRequest.Json(Five), account.Value, default);

    private async Task<string> Said(string method, string? json = null)
    {
        using var answer = await Send(method, json);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var amounts = body.GetProperty("lowBalance").EnumerateArray()
            .Select(it => $"{it.GetProperty("amount").GetString()} {it.GetProperty("currency").GetString()}");
        return $"{(int)answer.StatusCode} [{string.Join(", ", amounts)}] {body.GetProperty("isDefault").GetBoolean()}";
    }

    private Task<HttpResponseMessage> Send(string method, string? json = null, string? ifMatch = null) =>
        _edge.Send(method, Path, _edge.Issuer.Customer(_account.Value), json, request =>
        {
            if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        });
}
