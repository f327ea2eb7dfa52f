namespace Billing.Functions.Tests.Support;

/// <summary>A source file as the tidy rules see it.</summary>
/// <param name="Path">From the root of the repository, with slashes.</param>
public sealed record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path).Split('.')[0];

    /// <summary>The folder below functions/ that the file is in: the capability.</summary>
    public string Capability => Path.Split('/') is ["functions", var folder, _, ..] ? folder : "";

    public bool Imports(string start) => Lines.Any(line =>
        line.StartsWith($"using {start}", StringComparison.Ordinal)
        || line.StartsWith($"using static {start}", StringComparison.Ordinal));

    /// <summary>Every C# file below a folder of the repository that this test was built from.</summary>
    public static IReadOnlyList<SourceFile> Below(params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*.cs", All))
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    public static SourceFile Read(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Root, path)));

    private static readonly SearchOption All = SearchOption.AllDirectories;

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Billing.Functions.sln"))
            ? folder
            : FindRoot(
                Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("No solution above."));
}
