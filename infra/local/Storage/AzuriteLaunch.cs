using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Billing.LocalHost.Startup;

namespace Billing.LocalHost.Storage;

/// <summary>The command line of Azurite.</summary>
internal static class AzuriteLaunch
{
    public const string MissingNode =
        "Node.js was not found; Azurite, the storage emulator, needs it. Install Node.js 20 or later "
        + "(https://nodejs.org) so that node and npm are on the PATH, or set LocalHost__Node to its path, "
        + "or set LocalHost__Azurite=external and start Azurite yourself.";

    public const string UsualNode = "node";

    public static string LogOf(string folder) => Path.Combine(folder, "azurite.log");

    public static Process Start(
        string node, string local, string folder, AzuritePorts ports, bool stopsWithParent)
    {
        var start = new ProcessStartInfo(node)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments(local, folder, ports)) start.ArgumentList.Add(argument);
        start.Environment["NODE_NO_WARNINGS"] = "1";
        start.Environment["AZURITE_LOG"] = LogOf(folder);
        start.Environment["AZURITE_STOP_WITH_PARENT"] = stopsWithParent ? "1" : "0";
        try
        {
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new StartupRefusedException(MissingNode, missing);
        }
    }

    /// <summary>SIGTERM where there are signals: Azurite then saves what it holds in memory.</summary>
    public static void AskToStop(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
            return;
        }

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static string[] Arguments(string local, string folder, AzuritePorts ports) =>
    [
        "--require", Path.Combine(local, "Storage", "azurite-child.cjs"),
        AzuriteInstallation.EntryPoint(local),
        "--location", folder,
        "--blobHost", "127.0.0.1", "--blobPort", Text(ports.Blob),
        "--queueHost", "127.0.0.1", "--queuePort", Text(ports.Queue),
        "--tableHost", "127.0.0.1", "--tablePort", Text(ports.Table),
        "--disableTelemetry", "--skipApiVersionCheck", "--silent",
    ];

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
