using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>Where customers ask for plans and sales looks after them, over real tables.</summary>
public sealed class SalesOffice(TableServiceClient tables, AccountId account, string list)
{
    public const int MaxPerDay = 3;

    private static int _lists;

    public FakeTimeProvider Clock { get; private init; } = new(SomeLedger.Noon);

    public AccountId Account => account;

    public LedgerTable Ledger { get; } = new(tables);

    public RequestTable Requests { get; } = new(tables.GetTableClient(list));

    private RequestDesk Desk =>
        new(new(Ledger, TimeProvider.System, new(1)), Ledger, new(Ledger), Requests, new(MaxPerDay), Clock);

    /// <summary>An office with a list of requests of its own.</summary>
    public static async Task<SalesOffice> Open(Azurite azurite)
    {
        var list = $"{RequestTable.Name}{Interlocked.Increment(ref _lists)}";
        string[] names = [LedgerTable.Name, ExpiryTable.Name, OutboxMarkTable.Name, NoticeTable.Name, list];
        foreach (var name in names) await azurite.Table(name);
        return new(await azurite.Tables(), SomeLedger.Account("asker"), list);
    }

    /// <summary>The same office in another process, with faults in its storage.</summary>
    public async Task<SalesOffice> With(Azurite azurite, FaultPlan faults) =>
        new(await azurite.Tables(faults), account, list) { Clock = Clock };

    public SalesOffice For(AccountId other) => new(tables, other, list) { Clock = Clock };

    public string NewId() => EffectId.New(Clock.GetUtcNow());

    public Task<IActionResult> Send(string? id = null, string? body = null)
    {
        var request = SomeRequest.Json(body ?? JsonSerializer.Serialize(SomePlanRequest.Body));
        request.HttpContext.SetEffectId(id ?? NewId());
        return new SendPlanRequest(Desk).Run(request, account.Value, default);
    }

    /// <summary>A request that was kept.</summary>
    public async Task<PlanRequestId> Sent()
    {
        var id = NewId();
        Assert.Equal(201, Assert.IsType<ObjectResult>(await Send(id)).StatusCode);
        return PlanRequestId.Parse(id);
    }

    public Task<IActionResult> Change(PlanRequestId id, string body, string by = "sam", string? effect = null)
    {
        var request = SomeRequest.Json(body);
        request.HttpContext.SetCaller(new(by, [Role.Sales]));
        request.HttpContext.SetEffectId(effect ?? NewId());
        return new ChangePlanRequest(Requests, Clock).Run(request, id.Value, default);
    }

    public Task<IActionResult> List(string query = "") =>
        new GetPlanRequests(Requests).Run(SomeRequest.Query(query), default);

    public Task<IActionResult> Get(string id) =>
        new GetPlanRequest(Requests).Run(SomeRequest.Query(""), id, default);

    public static JsonElement Body(IActionResult answer) => JsonSerializer.SerializeToElement(
        Assert.IsAssignableFrom<ObjectResult>(answer).Value, Billing.Platform.Json.Options);

    /// <summary>The facts about requests that wait in the account's ledger.</summary>
    public async Task<IReadOnlyList<WaitingFact>> Told()
    {
        var waiting = await new OutboxTable(tables, Ledger).Waiting(account, default);
        return [.. waiting.Select(row => OutboxTable.Read(account, row)).Where(it => it.Fact.Kind == RequestFact.Kind)];
    }

    /// <summary>Brings what waits to the consumer, as the bus does.</summary>
    public async Task Deliver()
    {
        var verb = new ReceiveBillingFacts(
            new(tables), Requests, new InvoiceOffice(tables, Clock).Work, TimeProvider.System,
            NullLogger<ReceiveBillingFacts>.Instance);
        var messages = (await Told()).Select(told => ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString(told.Fact.Body), messageId: $"{account}:{told.Seq}", subject: told.Fact.Kind));
        await verb.Run([.. messages], new SettledMessages(), new FakeDurable(), default);
    }

    /// <summary>The ids of the list, newest first; the audit of the ledger must find nothing.</summary>
    public async Task<IReadOnlyList<PlanRequest>> Listed()
    {
        var report = await new LedgerAuditor(Ledger, Clock).Audit(account, default);
        Assert.True(report.Ok, $"{report.FirstBroken}");
        return await Requests.List(new(null, null, account), null, 1_000, default);
    }
}
