using System.Globalization;

namespace Billing.Benchmarks.Report;

/// <summary>One peer against another, round by round.</summary>
internal sealed record Ratio(double Median, double Least, double Most)
{
    /// <param name="ours">One figure a round, in the order of <paramref name="theirs"/>.</param>
    public static Ratio Of(IEnumerable<double> ours, IEnumerable<double> theirs) =>
        Of(ours.Zip(theirs, (a, b) => a / b));

    public static Ratio Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(MedianOf(sorted), sorted[0], sorted[^1]);
    }

    public string Times => string.Create(
        CultureInfo.InvariantCulture, $"{Median:0.00}× ({Least:0.00}–{Most:0.00})");

    public string Numbers => string.Create(
        CultureInfo.InvariantCulture, $"{Median:N0} ({Least:N0}–{Most:N0})");

    private static double MedianOf(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
