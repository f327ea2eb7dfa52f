using Billing.TopUps.Gateways;

namespace Billing.TopUps;

/// <summary>Finds a top-up by a reference that its gateway knows.</summary>
public sealed class TopUpFinder(PaymentRefTable references, TopUpTable topUps)
{
    /// <summary>Null when the reference was never given out, or its top-up never came to be.</summary>
    public Task<TopUp?> Find(PayMethod method, TopUpId reference, CancellationToken stop) =>
        Find(method, reference.Value, stop);

    /// <param name="reference">Ours or one that the gateway gave.</param>
    public async Task<TopUp?> Find(PayMethod method, string reference, CancellationToken stop)
    {
        if (await references.Find(method, reference, stop) is not { } of) return null;
        return (await topUps.Find(of.Account, of.TopUp, stop))?.TopUp;
    }

    /// <summary>By our own id, where nobody says how it is paid.</summary>
    public async Task<TopUp?> Find(TopUpId id, PaymentGateways gateways, CancellationToken stop)
    {
        foreach (var method in gateways.Methods)
            if (await Find(method, id, stop) is { } topUp) return topUp;
        return null;
    }
}
