using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Billing.Platform.Telemetry;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>A query over metrics, held against the instruments of the code.</summary>
public static partial class MetricQuery
{
    /// <summary>The dimensions of each instrument, as its comment in the code names them.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> Instruments { get; } = FindInstruments();

    public static IEnumerable<string> Named(string query) => Name().Matches(query).Select(it => it.Value).Distinct();

    /// <summary>The values of dimensions that the query looks for.</summary>
    public static IEnumerable<string> Values(string query) =>
        Quoted().Matches(query).Select(it => it.Groups[1].Value).Where(it => !Name().IsMatch(it));

    /// <summary>What the query asks for and the code does not measure.</summary>
    public static IEnumerable<string> Faults(string query)
    {
        var named = Named(query).ToList();
        foreach (var unknown in named.Where(it => !Instruments.ContainsKey(it)))
            yield return $"{unknown} is no instrument";

        var dimensions = named.SelectMany(it => Instruments.GetValueOrDefault(it, [])).ToHashSet();
        foreach (Match asked in Dimension().Matches(query))
            if (!dimensions.Contains(asked.Groups[1].Value))
                yield return $"no instrument of the query has the dimension {asked.Groups[1].Value}";
    }

    private static Dictionary<string, HashSet<string>> FindInstruments()
    {
        var source = Repository.Text("functions/Platform/Telemetry/Instruments.cs");
        return typeof(Instruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(it => it.PropertyType.IsAssignableTo(typeof(Instrument)))
            .ToDictionary(it => ((Instrument)it.GetValue(null)!).Name, it => Dimensions(source, it.Name));
    }

    /// <summary>The comment right above a property ends with "Dimensions: one, another."</summary>
    private static HashSet<string> Dimensions(string source, string property)
    {
        var lines = source.Split('\n');
        var at = Array.FindIndex(lines, it => it.Contains($"> {property} {{ get; }}", StringComparison.Ordinal));
        var comment = lines[..at].Reverse().TakeWhile(it => it.TrimStart().StartsWith("///", StringComparison.Ordinal));
        var text = string.Join(' ', comment.Reverse().Select(it => it.Trim(' ', '/', '\r')));
        return DimensionsOf().Match(text) is { Success: true } found
            ? found.Groups[1].Value.Split(", ").ToHashSet()
            : [];
    }

    [GeneratedRegex(@"billing(?:\.[a-z_]+)+")]
    private static partial Regex Name();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Properties\.(\w+)")]
    private static partial Regex Dimension();

    [GeneratedRegex(@"Dimensions?: ([a-z, ]+)\.")]
    private static partial Regex DimensionsOf();
}
