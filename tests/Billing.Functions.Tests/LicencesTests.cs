using System.Text.Json;
using System.Xml.Linq;
using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests;

/// <summary>Every package, also one that comes with another, has a licence that lets the product be shipped.</summary>
public sealed class LicencesTests
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL"];

    // Licences that a package brings as a file or by an address, read by a person.
    private static readonly Dictionary<string, string> Read = new(StringComparer.Ordinal)
    {
        ["ncrontab.signed"] = "Apache-2.0",
        ["stripe.net"] = "Apache-2.0",
        ["system.security.cryptography.protecteddata"] = "MIT",
    };

    // Only tests use these, and they are not shipped.
    private static readonly string[] OfTests = ["deque.axecore.commons"];

    [Fact]
    public void Every_package_may_be_shipped()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Assert.SkipUnless(Directory.Exists(folder), $"There are no packages at {folder}.");
        var packages = Locked().ToList();
        var wrong = packages.Where(it => !Allowed.Contains(LicenceOf(folder, it.Name, it.Version)));

        Assert.Empty(wrong.Select(it => it.Name).Except(OfTests));
        Assert.True(packages.Count > 50, $"{packages.Count} packages");
    }

    [Fact]
    public void What_only_tests_use_is_not_shipped() => Assert.Empty(
        Packages("functions/packages.lock.json").Select(it => it.Name).Intersect(OfTests));

    private static string LicenceOf(string folder, string name, string version)
    {
        if (Read.TryGetValue(name, out var licence)) return licence;

        var described = XDocument.Load(Path.Combine(folder, name, version.ToLowerInvariant(), $"{name}.nuspec"));
        var stated = described.Descendants().FirstOrDefault(it => it.Name.LocalName == "license");
        return stated?.Attribute("type")?.Value == "expression" ? stated.Value : "none";
    }

    private static IEnumerable<(string Name, string Version)> Locked() =>
        Directory.EnumerateFiles(SourceFile.Root, "packages.lock.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SourceFile.Root, path))
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(Packages).Distinct();

    private static IEnumerable<(string Name, string Version)> Packages(string path)
    {
        using var locked = JsonDocument.Parse(SourceFile.Read(path).Text);
        return
        [
            .. from framework in locked.RootElement.GetProperty("dependencies").EnumerateObject()
            from package in framework.Value.EnumerateObject()
            where package.Value.GetProperty("type").GetString() != "Project"
            select (package.Name.ToLowerInvariant(), package.Value.GetProperty("resolved").GetString()!),
        ];
    }
}
