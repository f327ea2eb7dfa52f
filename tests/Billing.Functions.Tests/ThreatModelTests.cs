using System.Text.RegularExpressions;
using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests;

/// <summary>What the threat model leans on is there.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Text = SourceFile.Read("docs/threat-model.md").Text;

    [Fact]
    public void Each_file_that_it_names_exists()
    {
        var paths = Paths().Matches(Text).Select(path => path.Groups[1].Value).Distinct().ToList();

        Assert.True(paths.Count > 20, $"{paths.Count} paths");
        Assert.All(paths, path => Assert.True(File.Exists(Path.Combine(SourceFile.Root, path)), path));
    }

    [Fact]
    public void Each_decision_that_it_names_exists()
    {
        var decisions = Directory.EnumerateFiles(Path.Combine(SourceFile.Root, "docs", "decisions"))
            .Select(path => Path.GetFileName(path)[..3]).ToHashSet();

        Assert.All(Decisions().Matches(Text), number => Assert.Contains(number.Value, decisions));
    }

    [GeneratedRegex(@"`((?:functions|tests|\.ci)/[\w./-]+)`")]
    private static partial Regex Paths();

    [GeneratedRegex(@"(?<=[( ])0\d\d(?=[,);])")]
    private static partial Regex Decisions();
}
