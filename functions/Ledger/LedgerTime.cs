namespace Billing.Ledger;

/// <summary>When the past of a ledger has come to an end: no commit can be added at or before an instant.</summary>
public static class LedgerTime
{
    /// <summary>How far any clock may be from the true time.</summary>
    public static readonly TimeSpan MaxClockError = TimeSpan.FromMinutes(10);

    /// <summary>
    /// No decision is committed later than this after it was made: it covers sending a commit again and clocks that are
    /// ten minutes slow.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    /// <summary>Certain at once where a later commit stands, because commits never go back in time.</summary>
    public static bool IsFinal(AccountHead head, DateTimeOffset instant, DateTimeOffset now) =>
        head.Time > instant || now - instant > Settling;
}
