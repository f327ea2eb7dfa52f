using Billing.Platform;

namespace Billing.TopUps.Gateways;

/// <summary>The gateways that the app has, by the way to pay that they serve.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, IEnumerable<INoticeReader> readers)
{
    private readonly Dictionary<PayMethod, INoticeReader> _readers = readers.ToDictionary(reader => reader.Method);

    private readonly Dictionary<PayMethod, IPaymentGateway> _byMethod =
        gateways.ToDictionary(gateway => gateway.Method, gateway => (IPaymentGateway)new MeasuredGateway(gateway));

    public IEnumerable<PayMethod> Methods => _byMethod.Keys;

    /// <exception cref="InvariantException">Nothing is offered that no gateway serves.</exception>
    public IPaymentGateway For(PayMethod method)
    {
        var known = _byMethod.TryGetValue(method, out var gateway);
        Invariant.Holds(known, "each way to pay has a gateway");
        return gateway!;
    }

    /// <exception cref="InvariantException">Only notices of gateways that have a reader are kept.</exception>
    public INoticeReader ReaderFor(PayMethod method)
    {
        var known = _readers.TryGetValue(method, out var reader);
        Invariant.Holds(known, "each notice has a reader");
        return reader!;
    }
}
