using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeGatewayRefundTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An answer, and whether it is a refusal, which stays; everything else passes.</summary>
    public static TheoryData<string, bool> Failures => StripeGatewayTests.Failures;

    [Fact]
    public async Task A_refund_names_payment_amount_and_order()
    {
        var stripe = new FakeStripe
        {
            Refunds = [Refund("succeeded").With("metadata", new JsonObject { ["refund_id"] = "another" })],
            Answer = () => FakeStripe.Json(HttpStatusCode.OK, Refund("pending")),
        };

        var answer = await stripe.Gateway.Refund(Paid(), Order(), Stop);

        Assert.Equal(new RefundAnswer.Accepted("re_1"), answer);
        Assert.StartsWith("GET /sandbox/stripe/v1/refunds?payment_intent=pi_1", stripe.Calls.First().Call);
        var (call, key, form) = stripe.Calls.Last();
        Assert.Equal(("POST /sandbox/stripe/v1/refunds", Order().Id), (call, key));
        var sent = HttpUtility.ParseQueryString(form);
        Assert.Equal((SomeStripe.Intent, "1000"), (sent["payment_intent"], sent["amount"]));
        Assert.Equal((SomeTopUp.Id.Value, Order().Id), (sent["metadata[topup_id]"], sent["metadata[refund_id]"]));
    }

    [Fact]
    public async Task An_order_that_was_sent_long_ago_is_found_and_not_sent_again()
    {
        var earlier = Refund("succeeded").With("metadata", new JsonObject { ["refund_id"] = Order().Id });
        var stripe = new FakeStripe { Refunds = [earlier] };

        Assert.Equal(new RefundAnswer.Accepted("re_1"), await stripe.Gateway.Refund(Paid(), Order(), Stop));

        Assert.Single(stripe.Calls);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task A_refund_that_fails_at_once_is_refused(string status)
    {
        var stripe = new FakeStripe
        {
            Refunds = [],
            Answer = () => FakeStripe.Json(HttpStatusCode.OK, Refund(status)),
        };

        Assert.Equal(new RefundAnswer.Refused(status), await stripe.Gateway.Refund(Paid(), Order(), Stop));
        Assert.Equal(
            new RefundAnswer.Refused("not_paid"), await stripe.Gateway.Refund(SomeStripe.TopUp(), Order(), Stop));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Whatever_is_no_answer_says_nothing_and_a_refusal_stays(string kind, bool isRefusal)
    {
        var early = new FakeStripe { Answer = () => StripeGatewayTests.Fail(kind) };
        var late = new FakeStripe { Refunds = [], Answer = () => StripeGatewayTests.Fail(kind) };

        foreach (var stripe in (FakeStripe[])[early, late])
        {
            var answer = await stripe.Gateway.Refund(Paid(), Order(), Stop);
            Assert.Equal(isRefusal ? "Refused" : "Unanswered", answer.GetType().Name);
        }

        Assert.DoesNotContain(early.Calls, call => call.Call.StartsWith("POST", StringComparison.Ordinal));
        Assert.InRange(late.Calls.Count(call => call.Key == Order().Id), 1, 2);
    }

    private static TopUp Paid() => SomeStripe.TopUp(TopUpStatus.Success) with { Transaction = SomeStripe.Intent };

    private static RefundOrder Order() => new(
        "01KAN0000000000000000000R1", Amount.OfMinor(1_000, Currency.Jpy), "asked", "finance-1", SomeStripe.Now);

    private static JsonObject Refund(string status) =>
        new() { ["id"] = "re_1", ["object"] = "refund", ["amount"] = 1000, ["status"] = status };
}
