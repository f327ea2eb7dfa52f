using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeGatewayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An answer, and whether it is a refusal, which stays; everything else passes.</summary>
    public static TheoryData<string, bool> Failures => new()
    {
        { "400", true }, { "402", true }, { "401", false }, { "403", false }, { "409", false }, { "429", false },
        { "500", false }, { "503", false }, { "html", false }, { "broken", false }, { "reset", false },
        { "timeout", false },
    };

    [Fact]
    public async Task A_start_orders_one_session_of_yen_with_our_reference_on_both_objects()
    {
        var stripe = new FakeStripe
        {
            Answer = () => FakeStripe.Json(HttpStatusCode.OK, SomeStripe.PaidSession().With("url", "https://pay/1")),
        };

        var started = await stripe.Gateway.Start(SomeStripe.TopUp(TopUpStatus.Created), default, Stop);
        await stripe.Gateway.Start(SomeStripe.TopUp(TopUpStatus.Created), default, Stop);

        Assert.Equal(new PaymentStart.Redirect(new("https://pay/1"), SomeStripe.Session), started);
        var (call, key, form) = stripe.Calls.First();
        Assert.Equal(("POST /sandbox/stripe/v1/checkout/sessions", $"topup:{SomeTopUp.Id}:v1"), (call, key));
        Assert.Equal((key, form), (stripe.Calls.Last().Key, stripe.Calls.Last().Form));
        var sent = HttpUtility.ParseQueryString(form);
        Assert.Equal("3000", sent["line_items[0][price_data][unit_amount]"]);
        Assert.Equal("jpy", sent["line_items[0][price_data][currency]"]);
        Assert.Equal("card", sent["allowed_payment_method_types[0]"]);
        Assert.Equal("false", sent["adaptive_pricing[enabled]"], ignoreCase: true);
        Assert.Equal(SomeTopUp.Id.Value, sent["metadata[topup_id]"]);
        Assert.Equal(SomeTopUp.Id.Value, sent["payment_intent_data[metadata][topup_id]"]);
        Assert.Equal(SomeTopUp.Id.Value, sent["client_reference_id"]);
        Assert.Equal($"{SomeStripe.Created + 3600}", sent["expires_at"]);
        Assert.EndsWith($"/return?topUp={SomeTopUp.Id}&session={{CHECKOUT_SESSION_ID}}", sent["success_url"]);
    }

    [Fact]
    public async Task Another_currency_is_refused_without_a_call()
    {
        var stripe = new FakeStripe();
        var topUp = SomeStripe.TopUp(TopUpStatus.Created) with { Total = Amount.OfMinor(2_500, Currency.Usd) };

        Assert.Equal(new PaymentStart.Refused("currency"), await stripe.Gateway.Start(topUp, default, Stop));
        Assert.Empty(stripe.Calls);
    }

    [Theory]
    [InlineData("complete", "paid", "succeeded", "Paid")]
    [InlineData("complete", "unpaid", "processing", "Unfinished")]
    [InlineData("complete", "unpaid", "canceled", "Declined")]
    [InlineData("open", "unpaid", null, "Unfinished")]
    [InlineData("expired", "unpaid", null, "Lapsed")]
    [InlineData("unheard_of", "paid", "succeeded", "Doubtful")]
    public async Task A_session_says_what_became_of_it(string status, string paid, string? intent, string expected)
    {
        var session = SomeStripe.PaidSession().With("status", status).With("payment_status", paid);
        session = session.With("payment_intent", intent is null ? null : Intent(intent));
        var stripe = new FakeStripe { Answer = () => FakeStripe.Json(HttpStatusCode.OK, session) };

        var result = await stripe.Gateway.Ask(SomeStripe.TopUp(), Stop);

        Assert.Equal(expected, result.GetType().Name);
        if (result is PaymentResult.Paid it)
            Assert.Equal(new(SomeStripe.Yen, SomeStripe.Intent, SomeStripe.Now.AddMinutes(-1)), it);
        Assert.Equal(
            $"GET /sandbox/stripe/v1/checkout/sessions/{SomeStripe.Session}?expand[0]=payment_intent.latest_charge",
            HttpUtility.UrlDecode(stripe.Calls.Single().Call));
    }

    [Fact]
    public async Task Another_amount_or_currency_is_told_as_it_is()
    {
        var session = SomeStripe.PaidSession().With("amount_total", 300_000);
        var stripe = new FakeStripe { Answer = () => FakeStripe.Json(HttpStatusCode.OK, session) };

        var other = Assert.IsType<PaymentResult.Paid>(await stripe.Gateway.Ask(SomeStripe.TopUp(), Stop));
        session.With("currency", "usd");

        Assert.Equal(Amount.OfMinor(300_000, Currency.Jpy), other.Amount);
        Assert.IsType<PaymentResult.Doubtful>(await stripe.Gateway.Ask(SomeStripe.TopUp(), Stop));
    }

    [Fact]
    public async Task What_was_never_begun_or_is_not_there_is_unknown()
    {
        var stripe = new FakeStripe
        {
            Answer = () => FakeStripe.Error(HttpStatusCode.NotFound, "invalid_request_error", "resource_missing"),
        };

        Assert.IsType<PaymentResult.Unknown>(await stripe.Gateway.Ask(SomeStripe.TopUp(), Stop));
        Assert.IsType<PaymentResult.Unknown>(
            await stripe.Gateway.Ask(SomeStripe.TopUp() with { GatewayId = null }, Stop));
        Assert.Single(stripe.Calls);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Whatever_is_no_answer_says_nothing_and_a_refusal_stays(string kind, bool isRefusal)
    {
        var stripe = new FakeStripe { Answer = () => Fail(kind) };

        var start = await stripe.Gateway.Start(SomeStripe.TopUp(TopUpStatus.Created), default, Stop);

        Assert.Equal(isRefusal ? "Refused" : "Unanswered", start.GetType().Name);
        Assert.IsType<PaymentResult.Unanswered>(await stripe.Gateway.Ask(SomeStripe.TopUp(), Stop));
        Assert.All(
            stripe.Calls.Where(call => call.Key is not null).GroupBy(call => call.Key),
            same => Assert.True(same.Count() <= 2));
    }

    [Fact]
    public async Task A_caller_that_leaves_is_not_an_answer()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var stripe = new FakeStripe { Answer = () => throw new TaskCanceledException("left") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stripe.Gateway.Ask(SomeStripe.TopUp(), left.Token));
    }

    private static JsonObject Intent(string status) => SomeStripe.PaidIntent()
        .With("status", status)
        .With("latest_charge", new JsonObject
        {
            ["id"] = "ch_1", ["object"] = "charge", ["created"] = SomeStripe.Created - 60,
        });

    internal static HttpResponseMessage Fail(string kind) => kind switch
    {
        "html" => new(HttpStatusCode.OK) { Content = new StringContent("<html>") },
        "broken" => new(HttpStatusCode.OK) { Content = new StringContent("{\"id\":\"cs") },
        "reset" => throw new HttpRequestException("reset"),
        "timeout" => throw new TaskCanceledException("timeout"),
        _ => FakeStripe.Error((HttpStatusCode)int.Parse(kind), "invalid_request_error", "some_code"),
    };
}
