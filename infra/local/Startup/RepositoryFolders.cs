using System.Reflection;

namespace Billing.LocalHost.Startup;

/// <summary>Finds the repository that the host runs from.</summary>
internal static class RepositoryFolders
{
    /// <summary>The folder infra/local with Azurite's package file.</summary>
    public static string Local(string from) =>
        Root(from) is { } root
            ? Path.Combine(root, "infra", "local")
            : throw new StartupRefusedException(
                $"The folder infra/local was not found above {from}; Azurite is installed there. "
                + "Run from a clone of the repository, or set LocalHost__Azurite=external and start Azurite yourself.");

    /// <summary>The repository's root: above the given folder, or where this assembly was built.</summary>
    public static string? Root(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName)) return folder.FullName;
        }

        return BuiltFrom() is { } built && IsRoot(built) ? built : null;
    }

    private static bool IsRoot(string folder) => File.Exists(Path.Combine(folder, "infra", "local", "package.json"));

    private static string? BuiltFrom() =>
        typeof(RepositoryFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "RepositoryRoot")?.Value;
}
