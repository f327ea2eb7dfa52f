namespace Billing.Simulation.Storage;

/// <summary>A call to the store on its way: what it is, for traces and for faults that choose by kind.</summary>
/// <param name="Kind">Such as insert, update, query, transaction.</param>
/// <param name="Key">The row, or the filter of a query.</param>
/// <param name="HasCondition">Whether the store could refuse it because a row is another version.</param>
public readonly record struct StoreCall(string Kind, string Table, string Key, bool HasCondition = false)
{
    public override string ToString() => $"{Kind} {Table} {Key}";
}

/// <summary>Decides when a call reaches the store, whether it does, and whether its answer comes back.</summary>
public interface ICallGate
{
    /// <param name="apply">Does it, at once and whole; its exception is the store's refusal.</param>
    Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop);

    /// <summary>How many rows a page of a query holds, of those asked for: the store may end it early.</summary>
    int PageSize(int asked) => asked;
}

/// <summary>Every call is done at once.</summary>
public sealed class OpenGate : ICallGate
{
    public static OpenGate Instance { get; } = new();

    public Task<T> Pass<T>(StoreCall call, Func<T> apply, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return Task.FromCanceled<T>(stop);
        try
        {
            return Task.FromResult(apply());
        }
        catch (Exception refusal)
        {
            return Task.FromException<T>(refusal);
        }
    }
}
