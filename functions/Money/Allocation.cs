namespace Billing.Money;

/// <summary>Splits a whole number of units by weights so that the parts sum to the whole exactly.</summary>
public static class Allocation
{
    /// <summary>
    /// Largest remainder: each part is its floor, and the units left over go to the largest fractions, earlier
    /// first.
    /// </summary>
    /// <exception cref="ArgumentException">No weight, a negative weight, or all weights zero.</exception>
    public static long[] ByLargestRemainder(long total, IReadOnlyList<long> weights)
    {
        if (weights.Count == 0 || weights.Any(w => w < 0))
            throw new ArgumentException("Weights are zero or more, at least one.");
        var sum = weights.Aggregate(Int128.Zero, (s, w) => s + w);
        if (sum == 0) throw new ArgumentException("All weights are zero.");
        if (total < 0) return [.. ByLargestRemainder(-total, weights).Select(part => -part)];

        var parts = weights.Select(w => (long)((Int128)total * w / sum)).ToArray();
        var left = total - parts.Sum();
        var byFraction = Enumerable.Range(0, parts.Length)
            .OrderByDescending(i => (Int128)total * weights[i] % sum)
            .ThenBy(i => i);
        foreach (var i in byFraction.Take((int)left)) parts[i]++;
        return parts;
    }
}
