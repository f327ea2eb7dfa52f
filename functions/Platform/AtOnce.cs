namespace Billing.Platform;

/// <summary>
/// The same work on many items, a bounded number of them under way at once. It starts where it is called and goes on
/// where its calls come back: it takes no thread of its own, so whoever schedules the caller schedules this too.
/// </summary>
public static class AtOnce
{
    /// <summary>
    /// Returns when all are done; after a failure no further item is begun, and the first failure is thrown.
    /// </summary>
    public static Task ForEach<T>(
        IEnumerable<T> items, int most, Func<T, CancellationToken, Task> work, CancellationToken stop)
    {
        var all = items.ToArray();
        var begun = -1;
        var hasFailed = false;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(most, all.Length)).Select(_ => WorkOff()));

        async Task WorkOff()
        {
            try
            {
                while (!Volatile.Read(ref hasFailed))
                {
                    var next = Interlocked.Increment(ref begun);
                    if (next >= all.Length) return;
                    stop.ThrowIfCancellationRequested();
                    await work(all[next], stop);
                }
            }
            catch
            {
                Volatile.Write(ref hasFailed, true);
                throw;
            }
        }
    }
}
