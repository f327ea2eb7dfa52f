using System.Reflection;
using System.Text.RegularExpressions;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>What the code asks of its settings, found by asking it.</summary>
public static partial class CodeSettings
{
    private static readonly Assembly App = typeof(PlatformModule).Assembly;

    /// <summary>The checks that the modules of Program.cs register for the start.</summary>
    public static IReadOnlyList<SettingsCheck> Checks { get; } = FindChecks();

    public static IReadOnlySet<string> Functions { get; } = Methods()
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
        .ToHashSet();

    /// <summary>What the checks of the start say of these settings.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string> values)
    {
        var settings = new Settings(Configuration(values));
        foreach (var check in Checks) check.Read(settings);
        return settings.Faults;
    }

    /// <summary>Every setting that is read by the app, or by the host for a trigger, under these settings.</summary>
    public static IReadOnlySet<string> Read(IReadOnlyDictionary<string, string> values)
    {
        var recording = new RecordingConfiguration(Configuration(values));
        var settings = new Settings(recording);
        foreach (var check in Checks) check.Read(settings);
        return recording.Read.Concat(Schedules()).ToHashSet();
    }

    /// <summary>Of triggers that name a connection: its name, under which the host finds several settings.</summary>
    public static IReadOnlySet<string> Connections { get; } =
        Triggers<ServiceBusTriggerAttribute>().Select(it => it.Connection!).ToHashSet();

    public static IReadOnlySet<string> Queues { get; } =
        Triggers<ServiceBusTriggerAttribute>().Select(it => it.QueueName!).ToHashSet();

    private static IConfiguration Configuration(IReadOnlyDictionary<string, string> values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(it => KeyValuePair.Create(
                it.Key.Replace("__", ":", StringComparison.Ordinal), (string?)it.Value)))
            .Build();

    private static IEnumerable<string> Schedules() =>
        from trigger in Triggers<TimerTriggerAttribute>()
        from Match setting in Setting().Matches(trigger.Schedule)
        select setting.Groups[1].Value;

    private static IEnumerable<T> Triggers<T>()
        where T : Attribute =>
        from method in Methods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<T>()
        where trigger is not null
        select trigger;

    private static IEnumerable<MethodInfo> Methods() =>
        App.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)));

    private static List<SettingsCheck> FindChecks()
    {
        var services = new ServiceCollection().AddSettings(TelemetrySettings.Read).AddPlatform();
        var calls = Registration().Matches(Repository.Text("functions/Program.cs")).Select(it => it.Groups[1].Value);
        foreach (var module in calls.Except([nameof(PlatformModule.AddPlatform)]))
            App.GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Single(method => method.Name == module)
                .Invoke(null, [services]);
        return [.. services.Select(service => service.ImplementationInstance).OfType<SettingsCheck>()];
    }

    [GeneratedRegex(@"builder\.Services\.(Add\w+)\(\)")]
    private static partial Regex Registration();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();

    private sealed class RecordingConfiguration(IConfiguration inner) : IConfiguration
    {
        public HashSet<string> Read { get; } = [];

        public string? this[string key]
        {
            get
            {
                Read.Add(key.Replace(":", "__", StringComparison.Ordinal));
                return inner[key];
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => inner.GetSection(key);
    }
}
