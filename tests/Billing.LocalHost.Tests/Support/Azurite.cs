using Billing.LocalHost.Storage;

[assembly: AssemblyFixture(typeof(Billing.LocalHost.Tests.Support.Azurite))]

namespace Billing.LocalHost.Tests.Support;

/// <summary>One private Azurite for all tests of this project.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private AzuriteProcess? _process;

    public string ConnectionString => _process!.ConnectionString;

    public async ValueTask InitializeAsync() =>
        _process = await AzuriteProcess.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _process!.DisposeAsync();
}
