using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// Paying through PayPal: an order that the payer approves there, and that we then capture. Only a capture is money.
/// </summary>
public sealed class PayPalGateway(PayPalClient client, PayPalMerchant merchant) : IPaymentGateway
{
    private const string Orders = "/v2/checkout/orders";
    private const int Lanes = 64;

    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();

    /// <summary>PayPal may refuse the second of two captures at once: those of one top-up take turns.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    public PayMethod Method => PayMethod.PayPal;

    /// <summary>An order can be approved for three hours at least, and captured as long again.</summary>
    public PaymentTimes Times { get; } = new(
        TimeSpan.FromHours(2),
        TimeSpan.FromDays(3),
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)],
        TimeSpan.FromHours(6));

    public async Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop)
    {
        if (PayPalMoney.Write(topUp.Total) is not { } value) return new PaymentStart.Refused("amount");

        var body = PayPalOrderBody.Write(topUp, value, merchant);
        return await client.Post(Orders, body, $"topup-{topUp.Id}", stop) switch
        {
            PayPalAnswer.Done done => Begun(new(done.Body)),
            PayPalAnswer.Refused refused => new PaymentStart.Refused(refused.Issue),
            var answer => new PaymentStart.Unanswered(Reason(answer)),
        };
    }

    /// <summary>Captures what the payer has approved: asking and taking the money are one here.</summary>
    public async Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        if (topUp.GatewayId is not { } id) return new PaymentResult.Unknown();

        var turn = _turns[Crc32.HashToUInt32(Encoding.UTF8.GetBytes(id)) % Lanes];
        await turn.WaitAsync(stop);
        try
        {
            var answer = await client.Get($"{Orders}/{Uri.EscapeDataString(id)}", stop);
            if (answer is not PayPalAnswer.Done done) return Unread(answer);

            var order = new PayPalOrder(done.Body);
            return order.IsApproved ? await Capture(topUp, id, stop) : About(topUp, id, order);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        if (topUp.Transaction is not { } capture) return new RefundAnswer.Refused("not_captured");
        if (PayPalMoney.Write(order.Amount) is not { } value) return new RefundAnswer.Refused("amount");

        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            amount = new { currency_code = order.Amount.Currency.Code, value },
            custom_id = topUp.Id.Value,
        });
        var path = $"/v2/payments/captures/{Uri.EscapeDataString(capture)}/refund";
        return await client.Post(path, body, order.Id, stop) switch
        {
            PayPalAnswer.Done done => Refunded(done.Body),
            PayPalAnswer.Refused refused => new RefundAnswer.Refused(refused.Issue),
            var answer => new RefundAnswer.Unanswered(Reason(answer)),
        };
    }

    private PaymentStart Begun(PayPalOrder order)
    {
        if (order.Id is not { Length: > 0 } id) return new PaymentStart.Unanswered("order_without_id");
        if (!Uri.TryCreate(order.PayerLink, UriKind.Absolute, out var link) || !merchant.MaySendPayerTo(link))
            return new PaymentStart.Refused("payer_link");

        return new PaymentStart.Redirect(link, id);
    }

    private async Task<PaymentResult> Capture(TopUp topUp, string id, CancellationToken stop)
    {
        var path = $"{Orders}/{Uri.EscapeDataString(id)}";
        var answer = await client.Post($"{path}/capture", Nothing, $"topup-{topUp.Id}-cap", stop);
        if (answer is PayPalAnswer.Refused { Issue: "ORDER_ALREADY_CAPTURED" }) answer = await client.Get(path, stop);

        return answer switch
        {
            PayPalAnswer.Done done => About(topUp, id, new(done.Body)),
            PayPalAnswer.Refused { Status: 404 } => Unread(answer),
            PayPalAnswer.Refused { Issue: "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED" } refused =>
                new PaymentResult.Lapsed(refused.Issue),
            PayPalAnswer.Refused refused => new PaymentResult.Attempted(refused.Issue),
            _ => Unread(answer),
        };
    }

    /// <summary>
    /// What an order says, if it is the one that was asked for. What went back before we knew of the payment is said
    /// first: the payment stays open for it, and the next question finds it paid.
    /// </summary>
    private static PaymentResult About(TopUp topUp, string id, PayPalOrder order)
    {
        if (order.Id != id) return new PaymentResult.Unanswered("other_order");
        if (order.CustomId is { } ours && ours != topUp.Id.Value) return new PaymentResult.Doubtful("other_custom_id");

        var refunded = order.Refunded(topUp.Total.Currency);
        return topUp.IsOpen && refunded > topUp.Reversals.Refunded
            ? new PaymentResult.RefundedInAll(refunded)
            : order.Result;
    }

    private static PaymentResult Unread(PayPalAnswer answer) => answer is PayPalAnswer.Refused { Status: 404 } gone
        ? new PaymentResult.Lapsed(gone.Issue)
        : new PaymentResult.Unanswered(Reason(answer));

    private static RefundAnswer Refunded(JsonElement refund) => (refund.Text("status"), refund.Text("id")) switch
    {
        ("COMPLETED" or "PENDING", { Length: > 0 } id) => new RefundAnswer.Accepted(id),
        ("FAILED" or "CANCELLED", _) => new RefundAnswer.Refused(refund.Text("status")!),
        _ => new RefundAnswer.Unanswered("refund_status"),
    };

    private static string Reason(PayPalAnswer answer) => answer switch
    {
        PayPalAnswer.Unanswered unanswered => unanswered.Reason,
        PayPalAnswer.Refused refused => refused.Issue,
        _ => "none",
    };
}
