using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;
using Billing.Pricing;
using Billing.TopUps;
using Billing.Usage;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.Support;

/// <summary>The small vocabulary in which a past is written: each word is one thing that happens to the app.</summary>
public sealed class AppStory(App app, int firstId = 0)
{
    private int _ids = firstId;

    public static DateTimeOffset Start { get; } = new(2026, 3, 28, 9, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => app.Clock.GetUtcNow();

    public void Pass(double hours) => app.Clock.Advance(TimeSpan.FromHours(hours));

    public async Task Customer(string account, string country, string currency)
    {
        var profile = new JsonObject
        {
            ["type"] = "personal",
            ["name"] = "Ann",
            ["email"] = "ann@example.com",
            ["address"] = "1 Main Street",
            ["country"] = country,
            ["currency"] = currency,
        };
        var request = App.Request($"/api/v1/accounts/{account}/profile", body: profile.ToJsonString());
        App.Said(await app.Get<PutProfile>().Run(request, account, default));
    }

    /// <param name="terms">The members of the terms but validFrom and description.</param>
    public async Task Price(string service, string meter, string currency, string terms, DateTimeOffset? from = null)
    {
        var body = JsonNode.Parse(terms)!.AsObject();
        body["validFrom"] = Rfc3339.Format(from ?? Start.AddDays(-60));
        body["description"] = $"{{quantity}} of {meter}";
        var request = App.Request($"/api/v1/rate-cards/{service}/{meter}", body: body.ToJsonString());
        App.Said(await app.Get<PublishPriceVersion>().Run(request, service, meter, currency, default));
    }

    public async Task<string> TopUp(string account, string amount, string currency)
    {
        var money = Amount.Parse(amount, Currency.Parse(currency));
        var owner = AccountId.Parse(account);
        var topUp = new TopUp(
            TopUpId.Parse(Id()), owner, money, PayMethod.VnPay, new("2026-11", Now), Now, Now.AddMinutes(15));
        var profile = (await app.Get<ProfileTable>().LockCurrency(owner, default))!;
        var opened = await app.Get<TopUpDesk>().Open(topUp, profile, default);
        Assert.True(opened.IsAccepted(out topUp, out _));
        var paid = new PaymentResult.Paid(money, $"tx-{topUp.Id}", Now);
        Assert.IsType<TopUpStep.Credited>(await app.Get<TopUpDesk>().Settle(topUp, paid, ResultSource.Notice, default));
        return topUp.Id.Value;
    }

    /// <summary>Issues a code of a campaign of its own and redeems it.</summary>
    /// <returns>The id of the redemption.</returns>
    public async Task<string> Voucher(
        string account, string code, string amount, string currency, int? days = null, params string[] services)
    {
        var campaign = new VoucherCampaign(
            CampaignId.Parse(Id()), "Spring", Amount.Parse(amount, Currency.Parse(currency)),
            [.. services.Select(ServiceName.Parse)], new(Start.AddDays(-9), Start.AddDays(999)), default, days,
            PerAccountLimit: 1, TotalLimit: 100, Countries: [], NewAccountsOnly: false, CreatedAt: Now);
        await app.Get<CampaignTable>().Add(campaign, default);
        await app.Get<VoucherTable>().Issue(VoucherCode.Parse(code), campaign, null, default);
        var body = new JsonObject { ["code"] = code }.ToJsonString();
        var redemption = Id();
        var request = App.Request($"/api/v1/accounts/{account}/vouchers", body: body, effect: redemption);
        App.Said(await app.Get<RedeemVoucher>().Run(request, account, default));
        return redemption;
    }

    public async Task<ChargedCounts> Use(string account, params IEnumerable<JsonObject> events)
    {
        return await app.Get<UsageCharging>().Charge(AccountId.Parse(account), Read(events), default);
    }

    /// <summary>The events of a body as it arrives.</summary>
    public static IReadOnlyList<ReportedEvent> Read(IEnumerable<JsonObject> events)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. events]));
        Assert.True(UsageBatch.Read(body, BatchForm.Batch).IsAccepted(out var reported, out _));
        return reported;
    }

    /// <summary>A term of a plan begins.</summary>
    public Task Activate(string account, string plan, CoverTerms terms) =>
        Post(account, new MovementFact.CoverActivated(plan, 1, terms));

    public Task Post(string account, params ImmutableArray<MovementFact> facts) => app.Get<LedgerDesk>().Decide(
        AccountId.Parse(account),
        (_, _) => Task.FromResult(new Decision<bool>(true, new LedgerEntry(Now) { Movements = facts })),
        default);

    /// <summary>An instalment that the top-up credit pays.</summary>
    public Task Pay(BalancePayment payment) => app.Get<LedgerDesk>().Decide(
        payment.Account,
        (_, _) => Task.FromResult(
            new Decision<bool>(true, new LedgerEntry(Now) { Movements = [payment.Movement] })
            {
                Beside = [BalancePaymentTable.Insert(payment)],
            }),
        default);

    /// <summary>The balances below which the account wants to be told.</summary>
    public async Task Choose(string account, string currency, params IEnumerable<string> limits)
    {
        var amounts = limits.Select(it => new JsonObject { ["amount"] = it, ["currency"] = currency });
        var body = new JsonObject { ["lowBalance"] = new JsonArray([.. amounts]) };
        var request = App.Request($"/api/v1/accounts/{account}/settings", body: body.ToJsonString());
        App.Said(await app.Get<PutSettings>().Run(request, account, default));
    }

    /// <summary>The timer runs that takes away what ended.</summary>
    public Task Sweep() => app.Get<SweepExpired>().Run(new(), default);

    /// <summary>The event that takes back, or with the data of a use replaces, another one of its source.</summary>
    public static JsonObject Correction(JsonObject original, string id, DateTimeOffset time, JsonObject? use = null)
    {
        var correction = (use ?? original).DeepClone().AsObject();
        correction["type"] = use is null ? "ai.usage.void" : "ai.usage.amend";
        (correction["id"], correction["time"]) = (id, Rfc3339.Format(time));
        correction["source"] = original["source"]!.DeepClone();
        if (use is null) correction["data"] = new JsonObject();
        correction["data"]!["original"] = new JsonObject
        {
            ["id"] = original["id"]!.DeepClone(),
            ["time"] = original["time"]!.DeepClone(),
        };
        return correction;
    }

    public async Task Replay(string account, string eventId)
    {
        var kept = await app.Get<QuarantineTable>().List(AccountId.Parse(account), null, 200, default);
        var it = kept.Items.Single(item => item.Event.Event.Contains($"\"{eventId}\"", StringComparison.Ordinal));
        Assert.Equal("rated", await TryReplay(account, it.Id.ToString()));
    }

    /// <returns>What became of it, or the code of the refusal.</returns>
    public async Task<string> TryReplay(string account, string id)
    {
        var request = App.Request($"/api/v1/quarantine/{account}/{id}/replay", body: "{}");
        var answer = await app.Get<ReplayQuarantined>().Run(request, account, id, default);
        var said = JsonSerializer.SerializeToElement(Assert.IsAssignableFrom<ObjectResult>(answer).Value, Json.Options);
        return said.GetProperty(said.TryGetProperty("code", out _) ? "code" : "status").GetString()!;
    }

    public static JsonObject Event(
        string account, string id, DateTimeOffset time, string meter, string quantity, string dimensions = "") => new()
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "golden/producer",
            ["type"] = "ai.usage",
            ["subject"] = account,
            ["time"] = Rfc3339.Format(time),
            ["data"] = Data(meter.Split('/'), quantity, dimensions),
        };

    private static JsonObject Data(string[] meter, string quantity, string dimensions)
    {
        var data = new JsonObject { ["service"] = meter[0], ["meter"] = meter[1], ["quantity"] = quantity };
        if (dimensions.Length == 0) return data;

        data["dimensions"] = new JsonObject(dimensions.Split(';').Select(it => it.Split('='))
            .Select(it => KeyValuePair.Create(it[0], (JsonNode?)it[1])));
        return data;
    }

    /// <summary>A ULID; the later ones sort later.</summary>
    private string Id()
    {
        Span<byte> randomness = stackalloc byte[10];
        _ids++;
        (randomness[8], randomness[9]) = ((byte)(_ids >> 8), (byte)(_ids & 0xFF));
        return Ulid.NewUlid(Now, randomness).ToString();
    }
}
