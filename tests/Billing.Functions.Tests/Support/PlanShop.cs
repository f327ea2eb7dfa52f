using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>The verbs of plans over real tables, for one account of its own, with a clock that tests move.</summary>
public sealed class PlanShop
{
    private readonly TableServiceClient _service;

    private PlanShop(TableServiceClient service, PlanRules rules) => (_service, Rules) = (service, rules);

    public PlanRules Rules { get; }
    public FakeTimeProvider Clock { get; } = new(SomePlan.Start);
    public FakeDurable Lifecycles { get; } = new();
    public AccountId Account { get; } = SomeLedger.Account("planner");
    public LedgerTable Ledger => new(_service);
    public ProfileTable Profiles => new(_service);
    public PlanTable Plans => new(Ledger);
    public RequestTable Requests => new(_service.GetTableClient(Azurite.Own(RequestTable.Name)));
    public PlanDesk Desk => new(
        new(Ledger, TimeProvider.System, new(1)), Plans,
        new(_service.GetTableClient(Azurite.Own(PlanDueTable.Name))), Clock);
    public PlanActs Acts => new(Plans, Desk, Ledger, Clock, NullLogger<PlanActs>.Instance);

    public static async Task<PlanShop> Open(Azurite azurite, PlanRules? rules = null, bool hasProfile = true)
    {
        var service = await azurite.Tables();
        string[] tables =
        [
            LedgerTable.Name, ProfileTable.Name, Azurite.Own(PlanDueTable.Name), ExpiryTable.Name, OutboxMarkTable.Name,
            Azurite.Own(RequestTable.Name),
        ];
        foreach (var table in tables) await service.CreateTableIfNotExistsAsync(table);
        var shop = new PlanShop(service, rules ?? SomePlanBody.Rules);
        if (hasProfile) await shop.Profiles.Change(shop.Account, SomeVoucher.Profile("US", "USD"), null, default);
        return shop;
    }

    public HttpRequest Sales(string json = "{}", string? effect = null) => Request("sally", Role.Sales, json, effect);

    public HttpRequest Customer(string json = "{}", string? effect = null) =>
        Request("carl", Role.Customer, json, effect);

    public Task<IActionResult> Draft(string terms = SomePlanBody.Least, string? effect = null) =>
        Draft(Sales(Terms(terms), effect));

    public Task<IActionResult> Draft(HttpRequest request) =>
        new DraftPlan(Acts, Desk, Profiles, Requests, Rules, Clock).Run(request, Account.Value, default);

    /// <summary>A request that the account sent to sales.</summary>
    public async Task<PlanRequest> Asked()
    {
        var asked = SomePlanRequest.Request() with
        {
            Id = PlanRequestId.Parse(EffectId.New(Clock.GetUtcNow())), Account = Account,
        };
        await Requests.Add(asked, default);
        return asked;
    }

    public Task<IActionResult> Edit(string plan, string terms, string? ifMatch = null)
    {
        var request = Sales(Terms(terms));
        if (ifMatch is not null) request.Headers.IfMatch = ifMatch;
        return new EditPlan(Acts, Rules, Clock).Run(request, Account.Value, plan, Lifecycles, default);
    }

    public Task<IActionResult> Send(string plan, string json = "{}") =>
        new SendPlan(Acts, Requests, Rules, Clock).Run(Sales(json), Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Confirm(string plan, int version = 1, bool accepts = true) =>
        new ConfirmPlan(Acts, Profiles).Run(
            Customer(JsonSerializer.Serialize(new { version, acceptTerms = accepts })), Account.Value, plan, Lifecycles,
            default);

    public Task<IActionResult> Decline(string plan, int version = 1) => new DeclinePlan(Acts).Run(
        Customer(JsonSerializer.Serialize(new { version })), Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Pause(string plan) =>
        new PausePlan(Acts).Run(Customer(), Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Resume(string plan) =>
        new ResumePlan(Acts).Run(Customer(), Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Change(string plan, HttpRequest request) =>
        new ChangePlan(Acts, Rules, Clock).Run(request, Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Renew(string plan, HttpRequest request) =>
        new RenewPlan(Acts, Rules, Clock).Run(request, Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Cancel(string plan, HttpRequest request) =>
        new CancelPlan(Acts).Run(request, Account.Value, plan, Lifecycles, default);

    public Task<IActionResult> Get(string plan, HttpRequest? request = null) =>
        new GetPlan(Acts, new(new(Ledger)), Clock).Run(request ?? Customer(), Account.Value, plan, default);

    public async Task<JsonNode> List(HttpRequest request) =>
        Json(await new GetPlans(Plans, Ledger, Clock).Run(request, Account.Value, default));

    /// <summary>A plan that was drafted and sent.</summary>
    public async Task<string> Sent(string terms = SomePlanBody.Least)
    {
        var plan = Json(await Draft(terms))["planId"]!.GetValue<string>();
        Assert.Equal("-", Summary(await Send(plan)));
        return plan;
    }

    /// <summary>A plan whose postpaid term runs.</summary>
    public async Task<string> Running()
    {
        var plan = await Sent(SomePlanBody.Postpaid);
        Assert.Equal("-", Summary(await Confirm(plan)));
        return plan;
    }

    public async Task<Plan> Stored(string plan) => (await Plans.Find(Account, PlanId.Parse(plan), default))!.Plan;

    public static string Terms(string terms) => $$"""{"terms":{{terms}}}""";

    /// <summary>Status and code of a problem; "-" for an answer that is none.</summary>
    public static string Summary(IActionResult answer) =>
        answer is ObjectResult { StatusCode: >= 400 } ? SomeRequest.Summary(answer) : "-";

    public static JsonNode Json(IActionResult answer) => JsonSerializer.SerializeToNode(
        Assert.IsType<ObjectResult>(answer, exactMatch: false).Value, Billing.Platform.Json.Options)!;

    private HttpRequest Request(string subject, Role role, string json, string? effect)
    {
        var request = SomeRequest.Json(json);
        request.HttpContext.SetEffectId(effect ?? EffectId.New(Clock.GetUtcNow()));
        request.HttpContext.SetCaller(new(subject, [role], role == Role.Customer ? Account : null));
        return request;
    }
}
