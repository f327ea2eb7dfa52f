using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.ExchangeRates;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Plans.Payments;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.VnPay;
using Billing.TopUps.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>The functions of top-ups over real tables, with a gateway and a clock that tests move.</summary>
public sealed partial class TopUpShop(
    TableServiceClient tables, FakeVnPay vnPay, FakeTimeProvider clock, LogCapture log)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Created = new();

    public AccountId Account { get; private init; } = SomeLedger.Account("shopper");

    public FakeVnPay VnPay => vnPay;

    public FakeTimeProvider Clock => clock;

    public LogCapture Log => log;

    public LedgerTable Ledger { get; } = new(tables);

    public TopUpTable TopUps => new(Ledger);

    public PollTable Polls { get; } = new(tables.GetTableClient(Azurite.Own(PollTable.Name)));

    public QuoteTable Quotes { get; } = new(tables);

    public ProfileTable Profiles { get; } = new(tables);

    public ExchangeRateTable Rates { get; } = new(tables);

    public TopUpDesk Desk => new(
        Writer, new(Ledger, PlanDesk), TopUps, References, new CaptureTable(tables), clock, Logger<TopUpDesk>());

    public TopUpPolling Polling => new(TopUps, Polls, Desk, Refunds, Gateways, clock);

    /// <summary>Nobody pays this shop by bank transfer.</summary>
    public static TransferAccounts NoAccounts { get; } = TransferAccounts.TryParse(null, out var none)
        ? none
        : throw new InvalidOperationException();

    private LedgerDesk Writer => new(Ledger, TimeProvider.System, new(1));

    private PaymentRefTable References { get; } = new(tables);

    private static VnPayNoticeReader Reader { get; } = new(SomeTopUp.Terminal);

    public TopUpFinder Finder => new(References, TopUps);

    public PaymentGateways Gateways => new([vnPay.Gateway(clock), Fake], [Reader, Fake]);

    public static async Task<TopUpShop> Open(Azurite azurite)
    {
        var tables = await azurite.Tables();
        await Created.GetOrAdd(Azurite.Own(""), _ => new(() => Create(tables))).Value;
        return new(tables, new(), new(SomeTopUp.Now), new());
    }

    /// <summary>The same shop, customer and world, with faults in its storage.</summary>
    public async Task<TopUpShop> With(Azurite azurite, FaultPlan faults) =>
        new(await azurite.Tables(faults), vnPay, clock, log) { Account = Account, Fake = Fake };

    public Task SaveProfile(string country = "VN", string currency = "VND") => Profiles.Change(
        Account,
        new BillingProfile(
            BillingType.Personal, "Shopper", "shopper@example.com", "1 Street", BillingCountry.Parse(country), null,
            Currency.Parse(currency)),
        ifMatch: null,
        default);

    /// <summary>Gives the account as many lots of one dong each.</summary>
    public async Task HoldLots(int count)
    {
        var facts = Enumerable.Range(0, count)
            .Select(i => new MovementFact.TopUpCredited($"lot-{i}", "vnpay", Amount.OfMinor(1, Currency.Vnd)))
            .Prepend<MovementFact>(new MovementFact.Opened(Currency.Vnd, "UTC"));
        foreach (var part in facts.Chunk(TransactionLimits.MaxRows / 2))
        {
            var head = await Ledger.Load(Account, default);
            Assert.IsType<CommitResult.Committed>(
                await Ledger.Commit(head, new(clock.GetUtcNow()) { Movements = [.. part] }, [], default));
        }
    }

    /// <summary>A quote of this moment, under an id of this moment.</summary>
    public Task<TopUpQuote> Quote() => Quotes.Add(
        SomeTopUp.Quote() with
        {
            Id = TopUpId.Parse(EffectId.New(clock.GetUtcNow())), Account = Account, CreatedAt = clock.GetUtcNow(),
        },
        default);

    public Task<IActionResult> Start(TopUpQuote quote, bool accepts = true, string terms = "2026-11") => Start(
        JsonSerializer.Serialize(new { quoteId = quote.Id.Value, acceptTerms = accepts, termsVersion = terms }));

    public Task<IActionResult> Start(string body) =>
        new StartTopUp(
            SomeTopUp.Rules, Profiles, Quotes, TopUps, new(Profiles, References, Polls, Desk, Gateways),
            Gateways, NoAccounts, clock)
            .Run(SomeRequest.Json(body), Account.Value, default);

    /// <summary>A confirmed top-up of a customer with a profile.</summary>
    public async Task<TopUp> Started()
    {
        await SaveProfile();
        var quote = await Quote();
        await Start(quote);
        return await Stored(quote.Id);
    }

    public async Task<IActionResult> Quote(string body, string? effect = null)
    {
        var request = SomeRequest.Json(body);
        request.HttpContext.SetEffectId(effect ?? EffectId.New(clock.GetUtcNow()));
        var exchanges = new ExchangeDesk(Rates, SomeRates.Terms);
        return await new QuoteTopUp(SomeTopUp.Rules, Profiles, Quotes, exchanges, clock)
            .Run(request, Account.Value, default);
    }

    /// <summary>The RspCode of a signed notice about a top-up.</summary>
    public async Task<string> Notice(TopUpId id, Action<Dictionary<string, string>>? change = null)
    {
        var fields = SomeTopUp.NoticeFields();
        fields["vnp_TxnRef"] = id.Value;
        change?.Invoke(fields);
        var request = SomeRequest.Query("?" + SomeTopUp.Signed(fields));
        request.Method = HttpMethods.Get;
        var verb = new ReceiveVnPayNotice(
            SomeTopUp.Terminal, Reader, Finder, Notices, Logger<ReceiveVnPayNotice>());
        var answer = Assert.IsType<OkObjectResult>(await verb.Run(request, default));
        return Assert.IsType<Dictionary<string, string>>(answer.Value)["RspCode"];
    }

    public async Task<string> Return(string query)
    {
        var verb = new ReturnFromVnPay(SomeTopUp.Terminal, new(new("http://portal/")), Finder, Polls, clock);
        return Assert.IsType<RedirectResult>(await verb.Run(SomeRequest.Query("?" + query), default)).Url;
    }

    /// <summary>One run of the timer.</summary>
    public Task Settle() => new SettlePendingTopUps(Polls, Polling, clock, Logger<SettlePendingTopUps>())
        .Run(new(), default);

    public async Task<TopUp> Stored(TopUpId id) => (await TopUps.Find(Account, id, default))!.TopUp;

    /// <summary>The dong that were credited, after an audit that found nothing broken.</summary>
    public async Task<long> Credit()
    {
        CreditWitness[] witnesses = [TopUpTable.Witness, BalancePaymentTable.Witness];
        var audit = await new LedgerAuditor(Ledger, clock, credits: witnesses).Audit(Account, default);
        Assert.True(audit.Ok, audit.FirstBroken?.ToString());
        var head = await Ledger.Load(Account, default);
        return head.State.IsOpen ? head.State.Available(LotKind.TopUp, DateTimeOffset.MaxValue).ToMinor() : 0;
    }

    /// <summary>This customer's polls that are due at some time before then.</summary>
    public async Task<IReadOnlyList<DuePoll>> PollsBefore(DateTimeOffset then)
    {
        var due = await Task.WhenAll(PollTable.Buckets.Select(bucket => Polls.Due(bucket, then, default)));
        return [.. due.SelectMany(polls => polls).Where(poll => poll.Account == Account)];
    }

    private static async Task Create(TableServiceClient tables)
    {
        string[] names = [
            LedgerTable.Name, QuoteTable.Name, PaymentRefTable.Name, Azurite.Own(PollTable.Name), ProfileTable.Name,
            ExpiryTable.Name, OutboxMarkTable.Name, CaptureTable.Name, Azurite.Own(InboxTable.Name),
            ExchangeRateTable.Name, Azurite.Own(PlanDueTable.Name), PlanPaymentTable.Name];
        foreach (var name in names)
            await tables.CreateTableIfNotExistsAsync(name);
    }

    private ILogger<T> Logger<T>() => new LoggerFactory([log]).CreateLogger<T>();
}
