using Billing.LocalHost.Startup;

namespace Billing.LocalHost.Storage;

/// <summary>
/// Gets the host its Azurite: takes over the one that a killed host left, or starts one; stops it at the end.
/// </summary>
internal sealed class AzuriteOwner(HostSettings settings, HostEntry entry) : IAsyncDisposable
{
    private AzuriteProcess? _azurite;

    public async Task StartAsync(CancellationToken stop)
    {
        var folder = settings.DataFolder;
        Directory.CreateDirectory(folder);
        _azurite = await TakeOverAsync(folder, stop) ?? await LaunchAsync(folder, stop);
        new OwnershipFile(_azurite.Id, Environment.ProcessId, settings.AzuritePorts).Write(folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is null) return;

        await _azurite.DisposeAsync();
        _azurite = null;
        if (OwnershipFile.IsOurs(settings.DataFolder, Environment.ProcessId)) OwnershipFile.Remove(settings.DataFolder);
    }

    private async Task<AzuriteProcess?> TakeOverAsync(string folder, CancellationToken stop)
    {
        if (OwnershipFile.Read(folder) is not { } left || !left.IsOrphan(folder)) return null;

        var orphan = AzuriteProcess.Adopt(left.Azurite, left.Ports);
        if (left.Ports == settings.AzuritePorts && await AzuriteProbe.AnswersAsync(left.Ports, stop)) return orphan;

        // It serves other ports, or nobody: its data folder is ours, and two on one folder would spoil it.
        await orphan.DisposeAsync();
        return null;
    }

    private async Task<AzuriteProcess> LaunchAsync(string folder, CancellationToken stop)
    {
        foreach (var (port, setting) in settings.AzuritePorts.All) PortCheck.RefuseIfTaken(port, "Azurite", setting);

        var local = RepositoryFolders.Local(entry.BaseDirectory);
        await AzuriteInstallation.EnsureAsync(local, Console.WriteLine, stop);
        return await AzuriteProcess.LaunchAsync(
            settings.Node, local, folder, settings.AzuritePorts, isPrivate: false, stop);
    }
}
