using System.Collections.Immutable;

namespace Billing.Pricing;

/// <summary>Whether a use is billed in the state that it was in.</summary>
public enum StateVerdict
{
    Billed = 1,
    Free = 2,

    /// <summary>The use names no state, or one that the filter does not list.</summary>
    Unknown = 3,
}

/// <summary>
/// Bills a resource only in some of its states (a GPU that runs, a disk also while its machine is stopped). Every state
/// is listed, as billed or as free: a state that is not listed is refused, so that no misspelt one is free for ever.
/// </summary>
/// <param name="Dimension">The dimension that tells the state.</param>
/// <param name="Billed">The states that are billed; at least one.</param>
/// <param name="Free">The states in which nothing is billed, although the use is a line.</param>
public sealed record StateFilter(string Dimension, ImmutableArray<string> Billed, ImmutableArray<string> Free)
{
    public const int MaxStates = 20;

    public StateVerdict Of(Dimensions dimensions) => dimensions.Value(Dimension) switch
    {
        { } state when Billed.Contains(state) => StateVerdict.Billed,
        { } state when Free.Contains(state) => StateVerdict.Free,
        _ => StateVerdict.Unknown,
    };
}
