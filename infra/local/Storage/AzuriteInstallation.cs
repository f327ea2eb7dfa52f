using System.ComponentModel;
using System.Diagnostics;
using Billing.LocalHost.Startup;

namespace Billing.LocalHost.Storage;

/// <summary>Installs Azurite from the lock file in infra/local, once.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static string EntryPoint(string local) =>
        Path.Combine(local, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Several processes may ask at once; one installs, the others wait for it.</summary>
    public static async Task EnsureAsync(string local, Action<string> say, CancellationToken stop)
    {
        if (IsComplete(local)) return;

        using var turn = await TakeTurnAsync(local, stop);
        if (IsComplete(local)) return;

        say("Installing Azurite, the storage emulator (npm ci in infra/local; about half a minute, once) ...");
        await InstallAsync(local, stop);
        say("Azurite is installed.");
    }

    // npm writes this file last.
    private static bool IsComplete(string local) =>
        File.Exists(EntryPoint(local)) && File.Exists(Path.Combine(local, "node_modules", ".package-lock.json"));

    private static async Task<FileStream> TakeTurnAsync(string local, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(local, "obj"));
        var path = Path.Combine(folder.FullName, "npm-ci.lock");
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetUtcNow() < deadline)
            {
                await Task.Delay(Pause, stop);
            }
        }
    }

    private static async Task InstallAsync(string local, CancellationToken stop)
    {
        using var npm = StartNpm(local);
        var output = npm.StandardOutput.ReadToEndAsync(stop);
        var errors = npm.StandardError.ReadToEndAsync(stop);
        try
        {
            await npm.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode == 0) return;

        throw new StartupRefusedException(
            $"npm ci in {local} failed with exit code {npm.ExitCode}.\n{await errors}{await output}");
    }

    private static Process StartNpm(string local)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci"])
        {
            WorkingDirectory = local,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new StartupRefusedException(AzuriteLaunch.MissingNode, missing);
        }
    }
}
