using System.Text.RegularExpressions;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>The text of the product.</summary>
public static class CodeText
{
    private static readonly Lazy<string> All = new(() => string.Join('\n', Directory
        .EnumerateFiles(Repository.File("functions"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Select(File.ReadAllText)));

    /// <summary>True where the code has this text as a literal, as a member of an enumeration, or as a class.</summary>
    public static bool Says(string value) =>
        All.Value.Contains($"\"{value}\"", StringComparison.Ordinal)
        || Regex.IsMatch(All.Value, $@"\bclass {Regex.Escape(value)}\b")
        || Regex.IsMatch(
            All.Value,
            $@"^\s+{char.ToUpperInvariant(value[0])}{Regex.Escape(value[1..])}( = \d+)?,?\s*$",
            RegexOptions.Multiline);
}
