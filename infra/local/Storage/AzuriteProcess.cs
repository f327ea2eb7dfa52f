using System.Diagnostics;
using Billing.LocalHost.Startup;

namespace Billing.LocalHost.Storage;

/// <summary>
/// A running Azurite with tables, queues and blobs. Tests start a private one with <see cref="StartAsync"/> and use its
/// <see cref="ConnectionString"/>; disposing it stops it, saves its data first and removes its temporary folder.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const int StartAttempts = 3;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string? _temporaryFolder;

    private AzuriteProcess(Process process, AzuritePorts ports, string? temporaryFolder)
    {
        _process = process;
        _temporaryFolder = temporaryFolder;
        Ports = ports;
    }

    /// <summary>Where it listens.</summary>
    public AzuritePorts Ports { get; }

    /// <summary>For TableServiceClient, QueueServiceClient and ServiceBusClient alike.</summary>
    public string ConnectionString => Ports.ConnectionString;

    /// <summary>What it has computed so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    internal int Id => _process.Id;

    /// <summary>
    /// Starts a private Azurite on free ports with an empty temporary folder; installs it first where needed. It ends
    /// when this process ends, even by kill.
    /// </summary>
    public static Task<AzuriteProcess> StartAsync(CancellationToken stop = default) =>
        StartAsync(_ => { }, stop);

    /// <param name="begin">Puts data into the folder before the start.</param>
    public static async Task<AzuriteProcess> StartAsync(Action<string> begin, CancellationToken stop)
    {
        var local = RepositoryFolders.Local(AppContext.BaseDirectory);
        await AzuriteInstallation.EnsureAsync(local, Console.WriteLine, stop);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var folder = Directory.CreateTempSubdirectory("billing-azurite-").FullName;
                begin(folder);
                return await LaunchAsync(
                    AzuriteLaunch.UsualNode, local, folder, AzuritePorts.Free(), isPrivate: true, stop);
            }
            catch (StartupRefusedException) when (attempt < StartAttempts)
            {
                // Another process took one of the free ports in between.
            }
        }
    }

    internal static async Task<AzuriteProcess> LaunchAsync(
        string node, string local, string folder, AzuritePorts ports, bool isPrivate, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var process = AzuriteLaunch.Start(node, local, folder, ports, isPrivate);
        var azurite = new AzuriteProcess(process, ports, isPrivate ? folder : null);
        try
        {
            await AzuriteProbe.WaitAsync(ports, () => process.HasExited, stop);
            return azurite;
        }
        catch (Exception failure)
        {
            await azurite.DisposeAsync();
            if (failure is OperationCanceledException) throw;

            throw new StartupRefusedException($"Azurite did not start; see {AzuriteLaunch.LogOf(folder)}.", failure);
        }
    }

    /// <summary>Takes over an Azurite that an earlier host left running.</summary>
    internal static AzuriteProcess Adopt(int pid, AzuritePorts ports) =>
        new(Process.GetProcessById(pid), ports, temporaryFolder: null);

    /// <summary>Stops a private one gently, so that it saves, and copies its data to another folder.</summary>
    public async Task SaveAsync(string folder)
    {
        await TerminateAsync();
        foreach (var file in Directory.EnumerateFiles(_temporaryFolder!))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Stops it gently, so that it saves, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await TerminateAsync();
        _process.Dispose();
        if (_temporaryFolder is null || !Directory.Exists(_temporaryFolder)) return;

        Directory.Delete(_temporaryFolder, recursive: true);
    }

    private async Task TerminateAsync()
    {
        try
        {
            if (_process.HasExited) return;

            AzuriteLaunch.AskToStop(_process);
            using var patience = new CancellationTokenSource(StopPatience);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }
}
