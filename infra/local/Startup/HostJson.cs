using System.Globalization;
using Billing.LocalHost.Durable;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Startup;

/// <summary>The parts of host.json that the development host honours, with the defaults of Azure.</summary>
internal sealed record HostJson
{
    public string RoutePrefix { get; init; } = "api";

    public bool AutoCompleteMessages { get; init; } = true;

    public int MaxMessageBatchSize { get; init; } = 1000;

    public int MaxConcurrentCalls { get; init; } = 16;

    public int MaxConcurrentSessions { get; init; } = 8;

    public TimeSpan MaxAutoLockRenewal { get; init; } = TimeSpan.FromMinutes(5);

    public string HubName { get; init; } = DurableOptions.UsualHub;

    /// <summary>The setting that names the storage of orchestrations.</summary>
    public string HubConnection { get; init; } = "AzureWebJobsStorage";

    public static HostJson Read(string folder)
    {
        var file = Path.Combine(folder, "host.json");
        if (!File.Exists(file)) return new HostJson();

        var json = Load(folder).GetSection("extensions");
        var bus = json.GetSection("serviceBus");
        var otherwise = new HostJson();
        return new HostJson
        {
            RoutePrefix = json["http:routePrefix"] ?? otherwise.RoutePrefix,
            HubName = json["durableTask:hubName"] ?? otherwise.HubName,
            HubConnection = json["durableTask:storageProvider:connectionName"] ?? otherwise.HubConnection,
            AutoCompleteMessages = Value(bus, "autoCompleteMessages", otherwise.AutoCompleteMessages),
            MaxMessageBatchSize = Value(bus, "maxMessageBatchSize", otherwise.MaxMessageBatchSize),
            MaxConcurrentCalls = Value(bus, "maxConcurrentCalls", otherwise.MaxConcurrentCalls),
            MaxConcurrentSessions = Value(bus, "maxConcurrentSessions", otherwise.MaxConcurrentSessions),
            MaxAutoLockRenewal = Value(bus, "maxAutoLockRenewalDuration", otherwise.MaxAutoLockRenewal),
        };
    }

    private static IConfigurationRoot Load(string folder)
    {
        try
        {
            return new ConfigurationBuilder().SetBasePath(folder).AddJsonFile("host.json").Build();
        }
        catch (InvalidDataException unreadable)
        {
            throw new StartupRefusedException(
                $"host.json is not valid JSON: {unreadable.InnerException?.Message}", unreadable);
        }
    }

    private static T Value<T>(IConfigurationSection section, string key, T otherwise) where T : IParsable<T>
    {
        if (section[key] is not { } text) return otherwise;

        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new StartupRefusedException($"host.json: extensions.serviceBus.{key} cannot be '{text}'.");
    }
}
