using Billing.Platform;

namespace Billing.TopUps.Gateways;

/// <summary>The gateways that the app has, by the way to pay that they serve.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways)
{
    private readonly Dictionary<PayMethod, IPaymentGateway> _byMethod =
        gateways.ToDictionary(gateway => gateway.Method);

    /// <exception cref="InvariantException">Nothing is offered that no gateway serves.</exception>
    public IPaymentGateway For(PayMethod method)
    {
        var known = _byMethod.TryGetValue(method, out var gateway);
        Invariant.Holds(known, "each way to pay has a gateway");
        return gateway!;
    }
}
