namespace Billing.TopUps;

/// <summary>Finds a top-up by the reference that its gateway knows.</summary>
public sealed class TopUpFinder(PaymentRefTable references, TopUpTable topUps)
{
    /// <summary>Null when the reference was never given out, or its top-up never came to be.</summary>
    public async Task<TopUp?> Find(PayMethod method, TopUpId reference, CancellationToken stop)
    {
        if (await references.Find(method, reference, stop) is not { } account) return null;
        return (await topUps.Find(account, reference, stop))?.TopUp;
    }
}
