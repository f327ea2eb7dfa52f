namespace Billing.Overview;

/// <summary>
/// Reads the parts of an answer side by side. A part that fails, or takes too long, is left out and named; the others
/// do not wait for it.
/// </summary>
/// <param name="leftOut">Is told of each part that is left out, and why.</param>
public sealed class PartialAnswers(TimeProvider clock, Action<string, Exception> leftOut)
{
    /// <summary>How long the whole answer may wait for a part.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Missing
    {
        get
        {
            lock (_missing) return [.. _missing];
        }
    }

    /// <summary>Null where the part could not be read in time.</summary>
    public async Task<T?> Read<T>(string part, Func<CancellationToken, Task<T?>> read, CancellationToken stop)
        where T : class
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await read(either.Token).WaitAsync(either.Token);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            leftOut(part, failure);
            lock (_missing) _missing.Add(part);
            return null;
        }
    }
}
