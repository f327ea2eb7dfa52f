using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>The Bicep compiler as a package; it is fetched where it is not on this machine yet.</summary>
public sealed record BicepCompiler(string Path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<(OSPlatform, Architecture), string> Platforms = new()
    {
        [(OSPlatform.Linux, Architecture.X64)] = "linux-x64",
        [(OSPlatform.OSX, Architecture.X64)] = "osx-x64",
        [(OSPlatform.OSX, Architecture.Arm64)] = "osx-arm64",
        [(OSPlatform.Windows, Architecture.X64)] = "win-x64",
    };

    /// <summary>Null, with the reason, where the compiler cannot be had.</summary>
    public static async Task<(BicepCompiler? Compiler, string Reason)> Find()
    {
        var platform = Platforms.FirstOrDefault(it =>
            RuntimeInformation.IsOSPlatform(it.Key.Item1) && RuntimeInformation.OSArchitecture == it.Key.Item2).Value;
        if (platform is null) return (null, "There is no package of the Bicep compiler for this kind of machine.");

        var compiler = new BicepCompiler(PathFor(platform));
        if (!File.Exists(compiler.Path)) await Fetch(platform);
        if (!File.Exists(compiler.Path)) return (null, "The package source does not serve the Bicep compiler.");

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(compiler.Path, File.GetUnixFileMode(compiler.Path) | UnixFileMode.UserExecute);
        return (compiler, "");
    }

    /// <summary>What it wrote, and what it complained of.</summary>
    public Task<(string Output, string Complaints)> Run(params string[] arguments) => Run(Path, arguments);

    private static string PathFor(string platform)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = XDocument.Load(Project).Descendants("BicepVersion").Single().Value;
        var file = platform.StartsWith("win", StringComparison.Ordinal) ? "bicep.exe" : "bicep";
        return System.IO.Path.Combine(packages, $"azure.bicep.commandline.{platform}", version, "tools", file);
    }

    private static async Task Fetch(string platform) =>
        await Run("dotnet", ["restore", Project, $"-p:BicepPlatform={platform}", "-v", "q"]);

    private static string Project { get; } =
        Repository.File("tests/Billing.Infrastructure.Tests/Compiler/Compiler.csproj");

    private static async Task<(string Output, string Complaints)> Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var complaints = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (await output, (await complaints).Trim());
    }
}
