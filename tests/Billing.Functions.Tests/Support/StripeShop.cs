using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.Stripe;
using Billing.TopUps.Inbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Support;

/// <summary>A Japanese customer's payments through Stripe over real tables, with a Stripe that tests tell what to
/// say.</summary>
public sealed class StripeShop(TableServiceClient tables, FakeStripe stripe, FakeTimeProvider clock, AccountId account)
{
    private static readonly StripeNoticeReader Reader = new(SomeStripe.Account);

    private readonly LedgerTable _ledger = new(tables);
    private readonly PaymentRefTable _references = new(tables);
    private readonly PollTable _polls = new(tables.GetTableClient(Azurite.Own(PollTable.Name)));
    private readonly InboxTable _inbox = new(tables.GetTableClient(Azurite.Own(InboxTable.Name)));
    private readonly ProfileTable _profiles = new(tables);

    public FakeTimeProvider Clock => clock;

    public FakeStripe Stripe => stripe;

    public string Session => $"cs_test_{account.Value.Replace('-', '_')}";

    private TopUpTable TopUps => new(_ledger);

    private LedgerDesk Writer => new(_ledger, TimeProvider.System, new(1));

    private TopUpDesk Desk => new(
        Writer, new(_ledger, new(Writer, new(_ledger), new(tables), clock)), TopUps, _references,
        new CaptureTable(tables), clock, NullLogger<TopUpDesk>.Instance);

    private TopUpFinder Finder => new(_references, TopUps);

    private PaymentGateways Gateways => new([stripe.Gateway], [Reader]);

    public static async Task<StripeShop> Open(Azurite azurite)
    {
        await TopUpShop.Open(azurite);
        var shop = new StripeShop(
            await azurite.Tables(), new(), new(SomeStripe.Now), SomeLedger.Account("stripe-shopper"));
        shop.Stripe.Answer = () => FakeStripe.Json(
            HttpStatusCode.OK, SomeStripe.PaidSession().With("id", shop.Session).With("url", "https://pay/1"));
        return shop;
    }

    /// <summary>The same shop, customer and world, with faults in its storage.</summary>
    public async Task<StripeShop> With(Azurite azurite, FaultPlan faults) =>
        new(await azurite.Tables(faults), stripe, clock, account);

    /// <summary>A confirmed quote, not begun.</summary>
    public TopUp NewTopUp() => SomeStripe.TopUp(TopUpStatus.Created) with
    {
        Id = TopUpId.Parse(EffectId.New(clock.GetUtcNow())), Account = account, GatewayId = null,
    };

    public Task<Outcome<TopUp, StartRefusal>> Begin(TopUp topUp) =>
        new TopUpOpening(_profiles, _references, _polls, Desk, Gateways).Open(topUp, default, default);

    /// <summary>A payment that waits for its customer.</summary>
    public async Task<TopUp> Started()
    {
        await SaveProfile();
        Assert.True((await Begin(NewTopUp())).IsAccepted(out var started, out _));
        return started;
    }

    public Task SaveProfile() => _profiles.Change(
        account,
        new BillingProfile(
            BillingType.Personal, "Shopper", "shopper@example.com", "1 Street", BillingCountry.Parse("JP"), null,
            Currency.Jpy),
        ifMatch: null,
        default);

    /// <summary>The event that says a payment was paid.</summary>
    public JsonObject Paid(TopUp topUp) => SomeStripe.Event("checkout.session.completed", SomeStripe.PaidSession()
        .With("id", Session)
        .With("payment_intent", $"pi_{Session}")
        .With("client_reference_id", topUp.Id.Value)
        .With("metadata", new JsonObject { ["topup_id"] = topUp.Id.Value }))
        .With("id", $"evt_{Session}");

    /// <summary>The status of the answer to a signed event.</summary>
    public async Task<int> Notice(JsonObject sent)
    {
        var body = sent.Bytes();
        var request = SomeRequest.Bytes(body);
        request.Headers[StripeSignature.Header] =
            SomeStripe.Header(body, clock.GetUtcNow().ToUnixTimeSeconds());
        var notices = new NoticeDesk(
            _inbox, Finder, Desk, Gateways, new PaymentAlerts(Writer, _ledger, clock), clock);
        var verb = new ReceiveStripeNotice(
            SomeStripe.Account, Reader, notices, clock, NullLogger<ReceiveStripeNotice>.Instance);
        return Assert.IsType<ObjectResult>(await verb.Run(request, default), exactMatch: false).StatusCode ?? 200;
    }

    /// <summary>Where the browser is sent on from a return.</summary>
    public async Task<string> Return(string query)
    {
        var verb = new ReturnFromStripe(new(new("http://portal/")), Finder, _polls, clock);
        return Assert.IsType<RedirectResult>(await verb.Run(SomeRequest.Query(query), default)).Url;
    }

    public async Task<TopUp> Stored(TopUpId id) => (await TopUps.Find(account, id, default))!.TopUp;

    /// <summary>The yen that were credited, after an audit that found nothing broken.</summary>
    public async Task<long> Credit()
    {
        var audit = await new LedgerAuditor(_ledger, clock, credits: [TopUpTable.Witness]).Audit(account, default);
        Assert.True(audit.Ok, audit.FirstBroken?.ToString());
        var head = await _ledger.Load(account, default);
        return head.State.IsOpen ? head.State.Available(LotKind.TopUp, DateTimeOffset.MaxValue).ToMinor() : 0;
    }

    /// <summary>This customer's polls.</summary>
    public async Task<IReadOnlyList<DuePoll>> Polls()
    {
        var due = await Task.WhenAll(
            PollTable.Buckets.Select(bucket => _polls.Due(bucket, clock.GetUtcNow().AddDays(400), default)));
        return [.. due.SelectMany(polls => polls).Where(poll => poll.Account == account)];
    }

    /// <summary>Asks about what is due, as the timer does.</summary>
    public async Task Settle()
    {
        var refunds = new RefundDesk(Desk, _polls, Gateways, clock);
        var polling = new TopUpPolling(TopUps, _polls, Desk, refunds, Gateways, clock);
        foreach (var poll in await Polls())
            if (poll.Due <= clock.GetUtcNow()) await polling.Ask(poll, default);
    }

    public async Task Forget()
    {
        foreach (var poll in await Polls()) await _polls.Remove(poll, default);
    }
}
