namespace Billing.Platform;

/// <summary>The world failed, not the caller: only the platform catches it, and answers 503 with Retry-After.</summary>
/// <param name="message">For the log; it never reaches a caller.</param>
public abstract class FaultException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>When the same request may pass.</summary>
    public virtual int RetryAfterSeconds => 2;
}
