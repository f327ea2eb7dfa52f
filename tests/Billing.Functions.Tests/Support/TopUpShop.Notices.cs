using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.Support;

/// <summary>What all gateways share: their notices, refunds, and one gateway that says what it is told to.</summary>
public sealed partial class TopUpShop
{
    /// <summary>A gateway that is no VNPay, for what all gateways share.</summary>
    public FakeGateway Fake { get; private init; } = new(PayMethod.Stripe);


    public RefundDesk Refunds => new(Desk, Polls, Gateways, clock);

    public InboxTable Inbox { get; } = new(tables.GetTableClient(Azurite.Own(InboxTable.Name)));

    public NoticeDesk Notices =>
        new(Inbox, Finder, Desk, Gateways, new PaymentAlerts(Writer, Ledger, clock), clock);

    /// <summary>A confirmed top-up by the fake gateway.</summary>
    public async Task<TopUp> StartedByFake()
    {
        var id = TopUpId.Parse(EffectId.New(clock.GetUtcNow()));
        await BeginByFake(new PaymentStart.Redirect(new("https://pay.example/1"), $"order-{id}"), id);
        return await Stored(id);
    }

    /// <summary>Begins a top-up whose gateway answers so; the same id again is the same one.</summary>
    public async Task<(TopUpId Id, StartRefusal? Refusal)> BeginByFake(PaymentStart start, TopUpId? again = null)
    {
        await SaveProfile();
        var now = clock.GetUtcNow();
        var id = again ?? TopUpId.Parse(EffectId.New(now));
        var made = SomeTopUp.TopUp(TopUpStatus.Created, Account.Value) with
        {
            Id = id, Method = PayMethod.Stripe, StartedAt = now, PayBefore = now.AddMinutes(15),
            GiveUpAt = now.AddDays(3),
        };
        Fake.Began = start;
        var opened = await new TopUpOpening(Profiles, References, Polls, Desk, Gateways).Open(made, default, default);
        return (id, opened.IsAccepted(out _, out var refusal) ? null : refusal);
    }

    /// <summary>One run of the timer for notices.</summary>
    public Task RetryNotices() =>
        new RetryPaymentNotices(Inbox, Notices, clock, Logger<RetryPaymentNotices>()).Run(new(), default);
}
