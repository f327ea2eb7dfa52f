using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Billing.LocalHost.Startup;
using Billing.LocalHost.Storage;

namespace Billing.LocalHost.Tests.Storage;

public sealed class AzuriteOwnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("billing-azurite-owner-").FullName;
    private readonly AzuritePorts _ports = AzuritePorts.Free();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_it_started_it_stops_and_the_data_stay()
    {
        await using (var first = Owner())
        {
            await first.StartAsync(CancellationToken.None);
            await Table().CreateAsync();
        }

        Assert.False(await AzuriteProbe.AnswersAsync(_ports, CancellationToken.None));
        Assert.Null(OwnershipFile.Read(_folder));
        await using var second = Owner();
        await second.StartAsync(CancellationToken.None);
        Assert.Equal(409, (await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Table().CreateAsync())).Status);
    }

    [Fact]
    public async Task It_takes_over_what_a_killed_host_left_and_stops_it_in_the_end()
    {
        var left = await LaunchAsync();
        new OwnershipFile(left.Id, await EndedProcessAsync(), _ports).Write(_folder);

        await using (var owner = Owner())
        {
            await owner.StartAsync(CancellationToken.None);
            Assert.Equal(left.Id, OwnershipFile.Read(_folder)!.Azurite);
            Assert.Equal(Environment.ProcessId, OwnershipFile.Read(_folder)!.Host);
        }

        Assert.False(await AzuriteProbe.AnswersAsync(_ports, CancellationToken.None));
        await left.DisposeAsync();
    }

    [Fact]
    public async Task It_leaves_alone_what_belongs_to_a_living_host()
    {
        await using var other = await LaunchAsync();
        new OwnershipFile(other.Id, Environment.ProcessId, _ports).Write(_folder);
        await using var owner = Owner();

        var refusal = await Assert.ThrowsAsync<StartupRefusedException>(() => owner.StartAsync(CancellationToken.None));

        Assert.Contains($"Port {_ports.Blob}", refusal.Message, StringComparison.Ordinal);
        Assert.True(await AzuriteProbe.AnswersAsync(_ports, CancellationToken.None));
    }

    [Theory]
    [InlineData(0, "LocalHost__BlobPort")]
    [InlineData(1, "LocalHost__QueuePort")]
    [InlineData(2, "LocalHost__TablePort")]
    public async Task A_port_in_use_is_named_with_its_setting(int which, string setting)
    {
        var port = _ports.All[which].Port;
        using var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();
        await using var owner = Owner();

        var refusal = await Assert.ThrowsAsync<StartupRefusedException>(() => owner.StartAsync(CancellationToken.None));

        Assert.Contains($"Port {port}, which Azurite needs, is in use", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"set {setting} to another port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_Node_is_explained()
    {
        await using var owner = Owner(node: Path.Combine(_folder, "no-node-here"));

        var refusal = await Assert.ThrowsAsync<StartupRefusedException>(() => owner.StartAsync(CancellationToken.None));

        Assert.StartsWith("Node.js was not found", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("LocalHost__Azurite=external", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_Azurite_ends_with_its_parent()
    {
        var local = RepositoryFolders.Local(AppContext.BaseDirectory);
        using var process = AzuriteLaunch.Start(AzuriteLaunch.UsualNode, local, _folder, _ports, stopsWithParent: true);
        await AzuriteProbe.WaitAsync(_ports, () => process.HasExited, CancellationToken.None);

        process.StandardInput.Close();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private AzuriteOwner Owner(string node = AzuriteLaunch.UsualNode) => new(
        new HostSettings { DataFolder = _folder, AzuritePorts = _ports, Node = node },
        new HostEntry { IsEmbedded = true });

    private TableClient Table() => new(_ports.ConnectionString, "kept");

    private Task<AzuriteProcess> LaunchAsync() => AzuriteProcess.LaunchAsync(
        AzuriteLaunch.UsualNode,
        RepositoryFolders.Local(AppContext.BaseDirectory),
        _folder,
        _ports,
        isPrivate: false,
        CancellationToken.None);

    private static async Task<int> EndedProcessAsync()
    {
        using var process = Process.Start("node", ["--eval", "0"]);
        await process.WaitForExitAsync();
        return process.Id;
    }
}
