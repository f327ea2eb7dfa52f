namespace Billing.LocalHost.Messaging;

/// <summary>Numbers that only grow: the clock's ticks, or one more than the last.</summary>
internal static class SequenceNumbers
{
    private static long _last;

    public static long Next()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, TimeProvider.System.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}
