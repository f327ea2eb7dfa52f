using System.Runtime.InteropServices;
using Azure.Data.Tables;
using Azure.Identity;
using Billing.Backup;

const string Usage = """
    dotnet run -c Release --project infra/backup -- copy    --from STORE --to FOLDER
    dotnet run -c Release --project infra/backup -- restore --from FOLDER --to STORE
      STORE: an address such as https://NAME.table.core.windows.net, opened as `az login` or a managed identity says,
             or a connection string of the storage emulator
    """;

using var stopping = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    switch (args)
    {
        case ["copy", "--from", var store, "--to", var folder]:
            await new Copy(Open(store), folder, TimeProvider.System, Console.WriteLine).Run(stopping.Token);
            return 0;
        case ["restore", "--from", var folder, "--to", var store]:
            var restore = new Restore(Open(store), folder, TimeProvider.System, Console.WriteLine);
            return await restore.Run(stopping.Token) ? 0 : 1;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
catch (BackupException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped half-way; begin again in an empty place.");
    return 1;
}

static TableServiceClient Open(string store) => Uri.TryCreate(store, UriKind.Absolute, out var address)
    ? new(address, new DefaultAzureCredential())
    : new(store);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
