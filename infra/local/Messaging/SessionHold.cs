using Azure.Messaging.ServiceBus;

namespace Billing.LocalHost.Messaging;

/// <summary>A session while one invocation works on it.</summary>
internal sealed class SessionHold(Batch batch, SessionStates states)
{
    private bool _isReleased;

    public DateTimeOffset LockedUntil => batch.Deliveries.Min(delivery => delivery.LockedUntil);

    public async Task RenewAsync(CancellationToken stop)
    {
        EnsureHeld();
        foreach (var delivery in batch.Deliveries.Where(delivery => !delivery.IsSettled))
            await delivery.RenewAsync(stop);
    }

    public async Task ReleaseAsync(CancellationToken stop)
    {
        EnsureHeld();
        _isReleased = true;
        foreach (var delivery in batch.Deliveries.Where(delivery => !delivery.IsSettled))
            await delivery.AbandonAsync(null, stop);
    }

    public Task<BinaryData?> GetStateAsync(CancellationToken stop)
    {
        EnsureHeld();
        return states.GetAsync(batch.Lane, stop);
    }

    public Task SetStateAsync(BinaryData? state, CancellationToken stop)
    {
        EnsureHeld();
        return states.SetAsync(batch.Lane, state, stop);
    }

    private void EnsureHeld()
    {
        if (!_isReleased) return;

        throw new ServiceBusException(
            $"The session '{batch.Lane}' was released.", ServiceBusFailureReason.SessionLockLost);
    }
}
