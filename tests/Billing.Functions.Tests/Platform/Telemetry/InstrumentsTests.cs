using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Billing.Functions.Tests.Support;
using Billing.Platform.Telemetry;

namespace Billing.Functions.Tests.Platform.Telemetry;

public sealed partial class InstrumentsTests
{
    private static readonly IReadOnlyList<(string Property, Instrument Instrument)> All =
    [
        .. typeof(Instruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(it => (it.Name, (Instrument)it.GetValue(null)!)),
    ];

    [Fact]
    public void The_documentation_lists_each_instrument_with_its_unit()
    {
        var listed = Row().Matches(SourceFile.Read("docs/telemetry.md").Text)
            .Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");

        Assert.Equal(
            All.Select(it => $"{it.Instrument.Name} {KindOf(it.Instrument)} {it.Instrument.Unit}").Order(),
            listed.Order());
    }

    [Fact]
    public void Each_instrument_is_used_where_something_happens()
    {
        var product = string.Concat(SourceFile.Below("functions").Select(file => file.Text));

        Assert.All(All, it => Assert.Contains($"Instruments.{it.Property}.", product, StringComparison.Ordinal));
    }

    [Fact]
    public void No_dimension_names_an_account_or_a_person()
    {
        var dimensions = typeof(Dimension).GetMethods(BindingFlags.Public | BindingFlags.Static);

        Assert.Equal(
            "Cause Currency Function Funding Gateway Group Operation Outcome Queue Reason Service Trigger",
            string.Join(' ', dimensions.Select(it => it.Name).Order(StringComparer.Ordinal)));
    }

    private static string KindOf(Instrument instrument) =>
        instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? "counter" : "histogram";

    [GeneratedRegex(@"^\| `(?<name>billing\.[a-z_.]+)` \| (?<kind>counter|histogram) \| (?<unit>\S+) \|",
        RegexOptions.Multiline)]
    private static partial Regex Row();
}
