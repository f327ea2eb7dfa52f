using Billing.LocalHost.Messaging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Works on the session of an invocation.</summary>
public class ServiceBusSessionMessageActions
{
    private readonly SessionHold? _hold;

    /// <summary>For tests that derive from it.</summary>
    protected ServiceBusSessionMessageActions()
    {
    }

    internal ServiceBusSessionMessageActions(SessionHold hold) => _hold = hold;

    /// <summary>Until when the session is ours.</summary>
    public virtual DateTimeOffset SessionLockedUntil => Hold.LockedUntil;

    private SessionHold Hold =>
        _hold ?? throw new InvalidOperationException("There is no session behind these actions.");

    /// <summary>Gives the session up; what is not settled comes again.</summary>
    public virtual Task ReleaseSession(CancellationToken cancellationToken = default) =>
        Hold.ReleaseAsync(cancellationToken);

    /// <summary>The locks of the session and of its messages start anew.</summary>
    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        Hold.RenewAsync(cancellationToken);

    /// <summary>What was stored with the session, or null.</summary>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        Hold.GetStateAsync(cancellationToken);

    /// <summary>Stores a value with the session; null removes it.</summary>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) =>
        Hold.SetStateAsync(sessionState, cancellationToken);
}
