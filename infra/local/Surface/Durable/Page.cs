namespace Microsoft.DurableTask;

/// <summary>One page of results and, unless it is the last, the token of the next.</summary>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null) where T : notnull
{
    /// <summary>The results.</summary>
    public IReadOnlyList<T> Values { get; } = values;

    /// <summary>Null on the last page.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
