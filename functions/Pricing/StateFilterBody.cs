using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>Reads the states of price terms from JSON and notes every fault.</summary>
internal static class StateFilterBody
{
    public static StateFilter Read(RequestBody states)
    {
        var dimension = states.Text("dimension", Dimensions.MaxLength);
        var (billed, free) = (Names(states, "billed"), Names(states, "free"));
        if (billed.IsEmpty) states.Fault("billed", "required", "At least one state is billed.");
        if (free.Any(billed.Contains)) states.Fault("free", "repeated", "A state is billed or free, not both.");
        return new(dimension, billed, free);
    }

    private static ImmutableArray<string> Names(RequestBody states, string name)
    {
        if (!states.Has(name)) return [];

        ImmutableArray<string> names = [.. states.Texts(name, StateFilter.MaxStates, Dimensions.MaxLength)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            states.Fault(name, "repeated", "A state is listed twice.");
        return names;
    }
}
