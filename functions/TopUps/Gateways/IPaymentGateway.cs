namespace Billing.TopUps.Gateways;

/// <summary>
/// What every way to pay has in common: a place to send the customer to, and an answer to "what became of it?".
/// Notices differ in form; each gateway verifies its own and hands on a <see cref="PaymentResult"/>.
/// </summary>
public interface IPaymentGateway
{
    PayMethod Method { get; }

    /// <summary>
    /// The address at which the customer pays; asking again for the same top-up never makes a second payment.
    /// </summary>
    Task<Uri> Start(TopUp topUp, Payer payer, CancellationToken stop);

    /// <summary>Reads the payment from the gateway; never throws because the gateway is down.</summary>
    Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop);
}

/// <summary>What a gateway wants to know about the person at the browser.</summary>
/// <param name="Address">The network address that the request came from.</param>
public readonly record struct Payer(System.Net.IPAddress? Address);
