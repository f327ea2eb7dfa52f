using System.Text.Json;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.BankTransfers;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.BankTransfer;
using Billing.TopUps.Settlements;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>Where finance records bank transfers, over real tables, with a customer who is to send some.</summary>
public sealed class TransferOffice(TableServiceClient tables, bool needsFourEyes, AccountId account)
{
    private static string[] Names =>
    [
        LedgerTable.Name, PaymentRefTable.Name, ExpiryTable.Name, OutboxMarkTable.Name, CaptureTable.Name,
        Azurite.Own(BankTransferTable.Name), SettlementTable.Name,
    ];

    private static int _transfers;

    public FakeTimeProvider Clock { get; private init; } = new(SomeTopUp.Now);

    public AccountId Account => account;

    public LedgerTable Ledger { get; } = new(tables);

    public TopUpTable TopUps => new(Ledger);

    public PaymentRefTable References { get; } = new(tables);

    public CaptureTable Captures { get; } = new(tables);

    public BankTransferTable Transfers { get; } = new(
        tables.GetTableClient(Azurite.Own(BankTransferTable.Name)));

    public SettlementTable Settlements { get; } = new(tables);

    public BankTransferGateway Gateway => new(References, Clock);

    private LedgerDesk Writer => new(Ledger, TimeProvider.System, new(1));

    private PlanDesk Plans => new(Writer, new(Ledger), new PlanDueTable(tables), Clock);

    public TopUpDesk Desk => new(
        Writer, new(Ledger, Plans), TopUps, References, Captures, Clock,
        NullLogger<TopUpDesk>.Instance);

    public TransferDesk Incoming => new(
        Transfers, new(References, TopUps), TopUps, Captures, Desk, new TransferRules(needsFourEyes), Clock);

    public static async Task<TransferOffice> Open(Azurite azurite, bool needsFourEyes = false)
    {
        var clean = await azurite.Tables();
        foreach (var name in Names) await clean.CreateTableIfNotExistsAsync(name);
        return new(clean, needsFourEyes, SomeLedger.Account("sender"));
    }

    /// <summary>A bank's id that no other test uses.</summary>
    public static string NewId() => $"FT{Interlocked.Increment(ref _transfers):D6}";

    /// <summary>The same office in another process, with faults in its storage.</summary>
    public async Task<TransferOffice> With(Azurite azurite, FaultPlan faults) =>
        new(await azurite.Tables(faults), needsFourEyes, account) { Clock = Clock };

    /// <summary>A top-up that waits for a transfer.</summary>
    public async Task<TopUp> Started(string amount = "500000")
    {
        var now = Clock.GetUtcNow();
        var (id, worth) = (TopUpId.Parse(EffectId.New(now)), Amount.Parse(amount, Currency.Vnd));
        var topUp = new TopUp(
            id, account, worth, PayMethod.BankTransfer, new("2026-11", now), now, now + Gateway.Times.ToPay)
        {
            GiveUpAt = now + Gateway.Times.ToFinish,
        };
        await References.Add(PayMethod.BankTransfer, id.Value, topUp.Reference, default);
        await Desk.Open(topUp, SomeProfile.InVietnam(), default);
        return await Desk.Begin(topUp, await Gateway.Start(topUp, new Payer(null), default), default);
    }

    public async Task<TopUp> Stored(TopUp topUp) => (await TopUps.Find(account, topUp.Id, default))!.TopUp;

    public Task<IActionResult> Record(
        string id, string amount, string remittance, string by = "ann", string currency = "VND") =>
        Record(
            JsonSerializer.Serialize(new
            {
                transactionId = id,
                amount = new { amount, currency },
                receivedOn = "2026-11-22",
                remittance,
            }),
            by);

    public Task<IActionResult> Record(string body, string by = "ann") =>
        new RecordBankTransfer(Incoming, Clock).Run(By(by, SomeRequest.Json(body)), default);

    public Task<IActionResult> Approve(string id, string by) =>
        new ApproveBankTransfer(Incoming).Run(By(by, SomeRequest.Json("")), id, default);

    public Task<IActionResult> Match(string id, string reference, string by = "ann", string reason = "called") =>
        new MatchBankTransfer(Incoming).Run(
            By(by, SomeRequest.Json(JsonSerializer.Serialize(new { reference, reason }))), id, default);

    public async Task<ReceivedTransfer> Found(string id) =>
        (await Transfers.Find(TransferId.Parse(id), default))!.Transfer;

    /// <summary>"applied credited", or the code of a refusal.</summary>
    public static string Say(IActionResult answer) => answer is ObjectResult { Value: TransferView view }
        ? $"{EnumText.Format(view.Status)} {view.Detail ?? "-"}"
        : answer.Summary();

    /// <summary>The dong that were credited, after an audit that found nothing broken.</summary>
    public async Task<long> Credit()
    {
        var audit = await new LedgerAuditor(Ledger, Clock, credits: [TopUpTable.Witness]).Audit(account, default);
        Assert.True(audit.Ok, audit.FirstBroken?.ToString());
        var head = await Ledger.Load(account, default);
        return head.State.IsOpen ? head.State.Available(LotKind.TopUp, DateTimeOffset.MaxValue).ToMinor() : 0;
    }

    private static HttpRequest By(string person, HttpRequest request)
    {
        request.HttpContext.SetCaller(new(person, [Role.Finance]));
        return request;
    }
}
