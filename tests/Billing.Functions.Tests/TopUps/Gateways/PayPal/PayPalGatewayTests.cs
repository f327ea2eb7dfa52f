using System.Net;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalGatewayTests : IDisposable
{
    private const string Create = "POST /v2/checkout/orders";
    private const string Get = $"GET /v2/checkout/orders/{FakePayPal.Order}";
    private const string Capture = $"POST /v2/checkout/orders/{FakePayPal.Order}/capture";

    private readonly FakePayPal _payPal = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_names_us_and_the_customers_total_under_an_id_of_the_top_up()
    {
        _payPal.On(Create, HttpStatusCode.Created, FakePayPal.OrderJson("PAYER_ACTION_REQUIRED"));

        var start = Assert.IsType<PaymentStart.Redirect>(await Start());

        Assert.Equal(FakePayPal.Order, start.GatewayId);
        Assert.Equal(new($"https://www.sandbox.paypal.com/checkoutnow?token={FakePayPal.Order}"), start.Url);
        var call = Assert.Single(_payPal.Calls, call => call.Name == Create);
        Assert.Equal($"topup-{FakePayPal.TopUp.Id}", call.RequestId);
        var unit = JsonNode.Parse(call.Body)!["purchase_units"]![0]!;
        Assert.Equal("25.00", unit["amount"]!["value"]!.GetValue<string>());
        Assert.Equal(FakePayPal.TopUp.Id.Value, unit["custom_id"]!.GetValue<string>());
        Assert.Equal(FakePayPal.TopUp.Id.Value, unit["invoice_id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("http://www.sandbox.paypal.com/checkoutnow")]
    [InlineData("https://www.paypal.com.evil.com/checkoutnow")]
    [InlineData("https://evilpaypal.com/checkoutnow")]
    [InlineData("https://www.paypal.com:8443/checkoutnow")]
    [InlineData("https://user@www.paypal.com/checkoutnow")]
    [InlineData("/checkoutnow")]
    public async Task A_payer_is_sent_to_PayPal_and_nowhere_else(string link)
    {
        _payPal.On(Create, HttpStatusCode.Created, FakePayPal.OrderJson("CREATED").Replace(
            $"https://www.sandbox.paypal.com/checkoutnow?token={FakePayPal.Order}", link, StringComparison.Ordinal));

        Assert.Equal(new PaymentStart.Refused("payer_link"), await Start());
    }

    [Fact]
    public async Task The_older_name_of_the_link_is_as_good()
    {
        _payPal.On(Create, HttpStatusCode.OK, FakePayPal.OrderJson("CREATED").Replace(
            "payer-action", "approve", StringComparison.Ordinal));

        Assert.IsType<PaymentStart.Redirect>(await Start());
    }

    [Theory]
    [InlineData(422, "DUPLICATE_INVOICE_ID", typeof(PaymentStart.Refused))]
    [InlineData(400, "", typeof(PaymentStart.Refused))]
    [InlineData(429, "", typeof(PaymentStart.Unanswered))]
    [InlineData(401, "", typeof(PaymentStart.Unanswered))]
    [InlineData(500, "", typeof(PaymentStart.Unanswered))]
    [InlineData(302, "", typeof(PaymentStart.Unanswered))]
    public async Task Only_a_certain_no_is_a_refusal(int status, string issue, Type expected)
    {
        _payPal.On(Create, (HttpStatusCode)status, FakePayPal.Issue(issue));

        Assert.IsType(expected, await Start());
    }

    [Fact]
    public async Task An_amount_that_PayPal_does_not_take_is_refused_before_it_is_sent()
    {
        var dong = FakePayPal.TopUp with { Total = Amount.OfMinor(500_000, Currency.Vnd) };

        Assert.IsType<PaymentStart.Refused>(await _payPal.Gateway().Start(dong, default, Stop));
        Assert.Empty(_payPal.Calls);
    }

    [Theory]
    [InlineData("CREATED", null, "Unfinished")]
    [InlineData("SAVED", null, "Unfinished")]
    [InlineData("PAYER_ACTION_REQUIRED", null, "Unfinished")]
    [InlineData("VOIDED", null, "Lapsed")]
    [InlineData("COMPLETED", null, "Unanswered")]
    [InlineData("COMPLETED", "COMPLETED", "Paid")]
    [InlineData("COMPLETED", "DECLINED", "Declined")]
    [InlineData("COMPLETED", "FAILED", "Declined")]
    [InlineData("COMPLETED", "PENDING", "Attempted")]
    [InlineData("COMPLETED", "REFUNDED", "Paid")]
    [InlineData("COMPLETED", "PARTIALLY_REFUNDED", "Paid")]
    [InlineData("COMPLETED", "?", "Unanswered")]
    public async Task The_capture_decides_and_the_order_only_while_there_is_none(
        string order, string? capture, string result)
    {
        _payPal.On(Get, HttpStatusCode.OK, FakePayPal.OrderJson(order, capture));

        Assert.Equal(result, (await Ask()).GetType().Name);
        Assert.DoesNotContain(_payPal.Calls, call => call.Name == Capture);
    }

    [Fact]
    public async Task An_approved_order_is_captured_under_an_id_of_the_top_up()
    {
        _payPal.On(Get, HttpStatusCode.OK, FakePayPal.OrderJson("APPROVED"))
            .On(Capture, HttpStatusCode.Created, FakePayPal.OrderJson("COMPLETED", "COMPLETED"));

        var paid = Assert.IsType<PaymentResult.Paid>(await Ask());

        Assert.Equal((FakePayPal.Usd("25"), FakePayPal.Capture), (paid.Amount, paid.Transaction));
        var call = Assert.Single(_payPal.Calls, call => call.Name == Capture);
        Assert.Equal($"topup-{FakePayPal.TopUp.Id}-cap", call.RequestId);
    }

    [Theory]
    [InlineData(422, "ORDER_NOT_APPROVED", "Attempted")]
    [InlineData(422, "INSTRUMENT_DECLINED", "Attempted")]
    [InlineData(422, "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", "Lapsed")]
    [InlineData(404, "INVALID_RESOURCE_ID", "Lapsed")]
    [InlineData(500, "", "Unanswered")]
    [InlineData(429, "", "Unanswered")]
    [InlineData(401, "", "Unanswered")]
    public async Task A_capture_that_is_not_made_says_why(int status, string issue, string result)
    {
        _payPal.On(Get, HttpStatusCode.OK, FakePayPal.OrderJson("APPROVED"))
            .On(Capture, (HttpStatusCode)status, FakePayPal.Issue(issue));

        Assert.Equal(result, (await Ask()).GetType().Name);
    }

    [Fact]
    public async Task What_somebody_captured_before_is_read()
    {
        var reads = 0;
        _payPal.On(Capture, HttpStatusCode.UnprocessableEntity, FakePayPal.Issue("ORDER_ALREADY_CAPTURED"))
            .On(Get, () => new(HttpStatusCode.OK)
            {
                Content = new StringContent(reads++ == 0
                    ? FakePayPal.OrderJson("APPROVED")
                    : FakePayPal.OrderJson("COMPLETED", "COMPLETED")),
            });

        Assert.IsType<PaymentResult.Paid>(await Ask());
    }

    [Fact]
    public async Task An_order_of_another_payment_is_for_a_person()
    {
        _payPal.On(Get, HttpStatusCode.OK, FakePayPal.OrderJson("VOIDED", custom: "other"));
        Assert.Equal(new PaymentResult.Doubtful("other_custom_id"), await Ask());

        _payPal.On(Get, HttpStatusCode.OK, """{"id":"other","status":"VOIDED"}""");
        Assert.IsType<PaymentResult.Unanswered>(await Ask());
    }

    [Fact]
    public async Task Without_an_order_there_is_nothing_to_ask() => Assert.Equal(
        new PaymentResult.Unknown(),
        await _payPal.Gateway().Ask(FakePayPal.TopUp with { GatewayId = null }, Stop));

    public void Dispose() => _payPal.Dispose();

    private Task<PaymentStart> Start() => _payPal.Gateway().Start(FakePayPal.TopUp, default, Stop);

    private Task<PaymentResult> Ask() => _payPal.Gateway().Ask(FakePayPal.TopUp, Stop);
}
