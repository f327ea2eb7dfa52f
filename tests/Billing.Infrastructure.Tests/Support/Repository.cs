namespace Billing.Infrastructure.Tests.Support;

/// <summary>The files of the repository that this test was built from.</summary>
public static class Repository
{
    /// <param name="path">From the root, with slashes.</param>
    public static string File(string path) => Path.Combine(Root, path);

    public static string Text(string path) => System.IO.File.ReadAllText(File(path));

    private static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "Billing.Functions.sln"))
            ? folder
            : FindRoot(
                Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("No solution above."));
}
