namespace Billing.Platform.Limits;

/// <summary>
/// Which group a function belongs to: the modules name those of the particular groups, every other belongs to what its
/// method does.
/// </summary>
public sealed class LimitTable
{
    private readonly Dictionary<string, RequestGroup> _groups = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Functions => _groups.Keys;

    /// <exception cref="InvariantException">A function has a group already.</exception>
    public LimitTable Put(RequestGroup group, params ReadOnlySpan<string> functions)
    {
        foreach (var function in functions)
            Invariant.Holds(_groups.TryAdd(function, group), $"{function} has one group of limits");
        return this;
    }

    public RequestGroup GroupOf(string function, string method, bool isAnonymous)
    {
        if (_groups.TryGetValue(function, out var group)) return group;
        if (isAnonymous) return RequestGroup.Public;

        return method.ToUpperInvariant() is "GET" or "HEAD" ? RequestGroup.Reading : RequestGroup.Writing;
    }
}
