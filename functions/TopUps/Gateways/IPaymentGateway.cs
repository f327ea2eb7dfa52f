using Billing.Money;

namespace Billing.TopUps.Gateways;

/// <summary>
/// What every way to pay has in common: how a payment begins, an answer to "what became of it?", and the way back.
/// </summary>
public interface IPaymentGateway
{
    PayMethod Method { get; }

    PaymentTimes Times { get; }

    /// <summary>Begins the payment; doing it again for the same top-up never makes a second one.</summary>
    Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop);

    /// <summary>Reads the payment from the gateway; never throws because the gateway is down.</summary>
    Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop);

    /// <summary>Sends money back; doing it again with the same order never sends it twice.</summary>
    Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop);
}

/// <summary>What a gateway wants to know about the person at the browser.</summary>
/// <param name="Address">The network address that the request came from.</param>
public readonly record struct Payer(System.Net.IPAddress? Address);

/// <summary>What is to go back to the customer, and who decided it.</summary>
/// <param name="Id">A ULID, the idempotency key of the refund.</param>
/// <param name="Amount">In the currency that was paid.</param>
/// <param name="By">The subject of the person who decided it.</param>
public sealed record RefundOrder(string Id, Amount Amount, string Reason, string By, DateTimeOffset At);
