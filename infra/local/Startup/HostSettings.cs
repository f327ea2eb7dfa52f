using System.Globalization;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Storage;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Startup;

/// <summary>
/// The development host's own settings; each is an environment variable or a value of the settings file.
/// </summary>
internal sealed record HostSettings
{
    public const string HttpPortKey = "LocalHost__HttpPort";
    public const int DefaultHttpPort = 7071;

    public int HttpPort { get; init; } = DefaultHttpPort;

    public AzuritePorts AzuritePorts { get; init; } = AzuritePorts.Default;

    public bool AzuriteIsExternal { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>The Node.js to run Azurite with.</summary>
    public string Node { get; init; } = AzuriteLaunch.UsualNode;

    public string? FunctionKey { get; init; }

    public string? AdminKey { get; init; }

    public TimeSpan LockDuration { get; init; }

    public int MaxDeliveryCount { get; init; }

    public FaultRates Faults { get; init; } = new();

    public string BaseAddress => $"http://localhost:{HttpPort}";

    public static HostSettings Read(IConfiguration settings, string baseDirectory) => new()
    {
        HttpPort = Port(settings, HttpPortKey, DefaultHttpPort),
        AzuritePorts = new AzuritePorts(
            Port(settings, AzuritePorts.BlobKey, AzuritePorts.Default.Blob),
            Port(settings, AzuritePorts.QueueKey, AzuritePorts.Default.Queue),
            Port(settings, AzuritePorts.TableKey, AzuritePorts.Default.Table)),
        AzuriteIsExternal = External(settings),
        DataFolder = settings[Key("LocalHost__DataFolder")] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(RepositoryFolders.Root(baseDirectory) ?? baseDirectory, ".azurite"),
        Node = settings[Key("LocalHost__Node")] is { Length: > 0 } node ? node : AzuriteLaunch.UsualNode,
        FunctionKey = settings[Key("LocalHost__FunctionKey")],
        AdminKey = settings[Key("LocalHost__AdminKey")],
        LockDuration = TimeSpan.FromSeconds(Number(settings, "LocalHost__LockSeconds", 30, 1, 300)),
        MaxDeliveryCount = Number(settings, "LocalHost__MaxDeliveryCount", 10, 1, 2000),
        Faults = new FaultRates
        {
            DuplicateDelivery = Rate(settings, "LocalHost__Faults__DuplicateDelivery"),
            LockLoss = Rate(settings, "LocalHost__Faults__LockLoss"),
            Delay = Rate(settings, "LocalHost__Faults__Delay"),
            Reorder = Rate(settings, "LocalHost__Faults__Reorder"),
            Seed = Number(settings, "LocalHost__Faults__Seed", 1, int.MinValue, int.MaxValue),
        },
    };

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static int Port(IConfiguration settings, string name, int otherwise) =>
        Number(settings, name, otherwise, 1, 65535);

    private static int Number(IConfiguration settings, string name, int otherwise, int least, int most)
    {
        if (settings[Key(name)] is not { Length: > 0 } text) return otherwise;

        return int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new StartupRefusedException(
                $"The setting {name} must be a whole number from {least} to {most}, not '{text}'.");
    }

    private static double Rate(IConfiguration settings, string name)
    {
        if (settings[Key(name)] is not { Length: > 0 } text) return 0;

        return double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw new StartupRefusedException(
                $"The setting {name} must be a share from 0 to 1, not '{text}'.");
    }

    private static bool External(IConfiguration settings) => settings["LocalHost:Azurite"] switch
    {
        null or "" or "own" => false,
        "external" => true,
        var other => throw new StartupRefusedException(
            $"The setting LocalHost__Azurite is 'own' or 'external', not '{other}'."),
    };
}
