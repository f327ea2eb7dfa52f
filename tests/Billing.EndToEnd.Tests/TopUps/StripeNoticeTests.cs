using System.Text.Json.Nodes;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// The listed bad inputs of Stripe's notices, over HTTP against the running app; numbers are those of the list.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class StripeNoticeTests(TopUpHost host)
{
    private const int Twenty = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> RefusedCases => [.. StripeNoticeCases.Refused.Select(row => row.Case)];

    [Theory, MemberData(nameof(RefusedCases))]
    public async Task A_notice_that_is_not_good_touches_nothing(string name)
    {
        var (_, make, expected) = StripeNoticeCases.Refused.Single(row => row.Case == name);
        var world = await StripeWorld.Open(host, Stop);
        var before = await world.Buyer.Rows(Stop);
        var sending = make(world);

        Assert.Equal(
            expected, await world.Send(sending.Body, sending.Header, Stop, sending.Type, sending.Method));

        Assert.Equal(before, await world.Buyer.Rows(Stop));
        Assert.Equal("Pending", await world.Status(Stop));
        if (sending.Event is { } sent)
            Assert.Equal(
                StripeNoticeCases.Kept.Where(row => row.Case == name).Select(row => row.Outcome).SingleOrDefault(),
                await world.Outcome(sent, Stop));
        Assert.Equal(200, await world.Send(world.Completed(), Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_35_one_good_signature_of_two_is_enough()
    {
        var world = await StripeWorld.Open(host, Stop);
        var sending = StripeNoticeCases.Signed(world, (body, time) =>
            $"t={time},v1={StripeWorld.Sign(body, time, "whsec_old")},v1={StripeWorld.Sign(body, time)}");

        Assert.Equal(200, await world.Send(sending.Body, sending.Header, Stop));

        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("checkout.session.completed")]
    [InlineData("checkout.session.async_payment_succeeded")]
    [InlineData("payment_intent.succeeded")]
    public async Task Case_42_twenty_copies_at_once_credit_once(string type)
    {
        var world = await StripeWorld.Open(host, Stop);
        var about = type == "payment_intent.succeeded" ? world.PaidIntent() : world.PaidSession();
        var sent = StripeWorld.Event(type, about);

        var answers = await Task.WhenAll(Enumerable.Range(0, Twenty).Select(_ => world.Send(sent, Stop)));

        Assert.All(answers, answer => Assert.Equal(200, answer));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
        Assert.Equal(200, await world.Send(sent, Stop));
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_43_two_events_of_one_payment_credit_once()
    {
        var world = await StripeWorld.Open(host, Stop);
        var (session, intent) = (world.Completed(), StripeWorld.Event("payment_intent.succeeded", world.PaidIntent()));

        var answers = await Task.WhenAll(world.Send(session, Stop), world.Send(intent, Stop));

        Assert.Equal([200, 200], answers);
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
        Assert.Equal("success", await world.Buyer.Shown(world.TopUp, Stop));
    }

    [Fact]
    public async Task Case_44_complete_and_unpaid_waits()
    {
        var world = await StripeWorld.Open(host, Stop);
        var unpaid = world.PaidSession();
        unpaid["payment_status"] = "unpaid";

        Assert.Equal(200, await world.Send(StripeWorld.Event("checkout.session.completed", unpaid), Stop));

        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal(0, await world.Buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("45 hundredfold", "amount_total", 300_000)]
    [InlineData("46 dollars", "currency", "usd")]
    public async Task Money_that_differs_is_for_a_person(string name, string member, object value)
    {
        var world = await StripeWorld.Open(host, Stop);
        var session = world.PaidSession();
        session[member] = value is int number ? number : (string)value;
        var sent = StripeWorld.Event("checkout.session.completed", session);

        Assert.Equal(200, await world.Send(sent, Stop));

        Assert.True(await world.Status(Stop) == "NeedsReview", name);
        Assert.Equal("NeedsReview", await world.Outcome(sent, Stop));
        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
        Assert.Equal(0, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_48_a_session_of_one_that_names_the_top_up_of_another_credits_neither()
    {
        var (mine, other) = (await StripeWorld.Open(host, Stop), await StripeWorld.Open(host, Stop));
        var session = mine.PaidSession();
        session["metadata"]!["topup_id"] = other.TopUp;
        var sent = StripeWorld.Event("checkout.session.completed", session);

        Assert.Equal(200, await mine.Send(sent, Stop));

        Assert.Equal("NeedsReview", await mine.Outcome(sent, Stop));
        Assert.Equal(("Pending", "NeedsReview"), (await mine.Status(Stop), await other.Status(Stop)));
        Assert.Equal((0, 0), (await mine.Buyer.Credit(Stop), await other.Buyer.Credit(Stop)));
    }

    [Fact]
    public async Task Case_49_an_end_after_the_success_changes_nothing()
    {
        var world = await StripeWorld.Open(host, Stop);
        Assert.Equal(200, await world.Send(world.Completed(), Stop));
        var before = await world.Buyer.Inside(world.TopUp, Stop);

        Assert.Equal(200, await world.Send(StripeWorld.Event("checkout.session.expired", world.PaidSession()), Stop));
        Assert.Equal(
            200, await world.Send(StripeWorld.Event("payment_intent.payment_failed", world.PaidIntent()), Stop));

        Assert.Equal(before.Status, (await world.Buyer.Inside(world.TopUp, Stop)).Status);
        Assert.Equal(StripeWorld.Yen, await world.Buyer.Credit(Stop));
    }
}
