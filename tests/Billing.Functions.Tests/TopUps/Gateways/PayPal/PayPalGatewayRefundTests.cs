using System.Net;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalGatewayRefundTests : IDisposable
{
    private const string Get = $"GET /v2/checkout/orders/{FakePayPal.Order}";
    private const string Refund = $"POST /v2/payments/captures/{FakePayPal.Capture}/refund";

    private readonly FakePayPal _payPal = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(201, """{"id":"R1","status":"COMPLETED"}""", typeof(RefundAnswer.Accepted))]
    [InlineData(200, """{"id":"R1","status":"PENDING"}""", typeof(RefundAnswer.Accepted))]
    [InlineData(201, """{"id":"R1","status":"FAILED"}""", typeof(RefundAnswer.Refused))]
    [InlineData(201, "{}", typeof(RefundAnswer.Unanswered))]
    [InlineData(422, """{"details":[{"issue":"REFUND_AMOUNT_EXCEEDED"}]}""", typeof(RefundAnswer.Refused))]
    [InlineData(500, "", typeof(RefundAnswer.Unanswered))]
    public async Task A_refund_is_sent_under_its_orders_id(int status, string body, Type expected)
    {
        _payPal.On(Refund, (HttpStatusCode)status, body);
        var order = new RefundOrder("R-ORDER-1", FakePayPal.Usd("10"), "duplicate", "finance", SomeTopUp.Now);
        var paid = FakePayPal.TopUp with { Transaction = FakePayPal.Capture };

        Assert.IsType(expected, await _payPal.Gateway().Refund(paid, order, Stop));

        var call = Assert.Single(_payPal.Calls, call => call.Name == Refund);
        Assert.Equal("R-ORDER-1", call.RequestId);
        Assert.Equal("10.00", JsonNode.Parse(call.Body)!["amount"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_went_back_before_we_knew_of_the_payment_is_said_first()
    {
        const string Refunds =
            """
            "payments":{"refunds":[{"id":"R1","status":"COMPLETED","amount":{"currency_code":"USD","value":"10.00"}},
            {"id":"R2","status":"PENDING","amount":{"currency_code":"USD","value":"5.00"}},
            {"id":"R3","status":"FAILED","amount":{"currency_code":"USD","value":"5.00"}}],
            """;
        var order = FakePayPal.OrderJson("COMPLETED", "PARTIALLY_REFUNDED");
        _payPal.On(
            Get, HttpStatusCode.OK, order.Replace("\"payments\":{", Refunds.TrimEnd(), StringComparison.Ordinal));
        var all = new PaymentResult.RefundedInAll(FakePayPal.Usd("15"));

        Assert.Equal(all, await _payPal.Gateway().Ask(FakePayPal.TopUp, Stop));
        var known = FakePayPal.TopUp with { Reversals = FakePayPal.TopUp.Reversals.With(all) };
        Assert.IsType<PaymentResult.Paid>(await _payPal.Gateway().Ask(known, Stop));
        var ended = FakePayPal.TopUp with { Status = TopUpStatus.Expired };
        Assert.IsType<PaymentResult.Paid>(await _payPal.Gateway().Ask(ended, Stop));
    }

    public void Dispose() => _payPal.Dispose();
}
