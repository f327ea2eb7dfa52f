using System.Text;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways.Stripe;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeNoticeReaderTests
{
    private static readonly StripeNoticeReader Reader = new(SomeStripe.Account);

    [Fact]
    public void A_session_names_our_reference_its_own_id_and_the_payment()
    {
        var news = Read(SomeStripe.Event("checkout.session.completed", SomeStripe.PaidSession()));

        Assert.Equal(("evt_1", "checkout.session.completed", SomeStripe.Now), (news.Id, news.Type, news.At));
        Assert.Equal((SomeTopUp.Id, SomeStripe.Session), (news.Reference, news.Order));
        Assert.Equal([SomeStripe.Session, SomeStripe.Intent], news.Aliases);
        Assert.IsType<PaymentResult.Paid>(news.Result);
        Assert.Null(news.Ignored);
    }

    [Fact]
    public void A_payment_names_our_reference_and_no_session()
    {
        var news = Read(SomeStripe.Event("payment_intent.succeeded", SomeStripe.PaidIntent()));

        Assert.Equal((SomeTopUp.Id, null), (news.Reference, news.Order));
        Assert.Equal([SomeStripe.Intent, "ch_1"], news.Aliases);
    }

    [Fact]
    public void A_session_without_metadata_still_names_our_reference()
    {
        var session = SomeStripe.PaidSession().With("metadata", new JsonObject());

        Assert.Equal(SomeTopUp.Id, Read(SomeStripe.Event("checkout.session.completed", session)).Reference);
        var other = SomeStripe.PaidSession().With("metadata", null).With("client_reference_id", "abc");
        Assert.Null(Read(SomeStripe.Event("checkout.session.completed", other)).Reference);
    }

    [Fact]
    public void A_dispute_is_known_by_payment_and_charge_alone()
    {
        var news = Read(SomeStripe.Event("charge.dispute.created", new JsonObject
        {
            ["id"] = "du_1", ["object"] = "dispute", ["currency"] = "jpy", ["amount"] = 3000, ["charge"] = "ch_1",
            ["payment_intent"] = SomeStripe.Intent, ["status"] = "needs_response",
        }));

        Assert.Null(news.Reference);
        Assert.Equal(["du_1", SomeStripe.Intent, "ch_1"], news.Aliases);
        Assert.IsType<PaymentResult.Disputed>(news.Result);
    }

    [Fact]
    public void What_does_not_concern_us_is_left_alone()
    {
        var session = SomeStripe.PaidSession;
        Assert.Equal(("unknown_type", false), Left(SomeStripe.Event("customer.created", new JsonObject())));
        Assert.Equal(
            ("livemode", true), Left(SomeStripe.Event("checkout.session.completed", session()).With("livemode", true)));
        Assert.Equal(
            ("thin_event", true), Left(SomeStripe.Event("checkout.session.completed", session())
                .With("object", "v2.core.event")));
        Assert.Equal(
            ("unreadable", true),
            Left(SomeStripe.Event("checkout.session.completed", session().With("amount_total", null))));
    }

    [Fact]
    public void A_live_account_leaves_test_events_alone()
    {
        var live = new StripeNoticeReader(SomeStripe.Account with { ApiKey = "sk_live_x" });
        var paid = SomeStripe.Event("checkout.session.completed", SomeStripe.PaidSession());

        Assert.Equal("livemode", live.Read(paid.Bytes()).Ignored);
        Assert.NotNull(live.Read(paid.With("livemode", true).Bytes()).Result);
    }

    [Fact]
    public void What_is_no_event_is_refused() =>
        Assert.Throws<FormatException>(() => Reader.Read(Encoding.UTF8.GetBytes("[]")));

    private static PaymentNews Read(JsonObject body) => Reader.Read(body.Bytes());

    private static (string? Ignored, bool Alerts) Left(JsonObject body)
    {
        var news = Read(body);
        Assert.Null(news.Result);
        return (news.Ignored, news.Alerts);
    }
}
