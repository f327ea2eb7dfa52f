using Billing.LocalHost.Durable;
using Billing.LocalHost.Functions;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Storage;
using Billing.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Startup;

/// <summary>Composes the host around the app's own services.</summary>
internal static class HostServices
{
    /// <summary>Set when at least one setting asks for Azurite.</summary>
    public const string UsesDevelopmentStorage = "LocalHost:UsesDevelopmentStorage";

    private const long MaxRequestBodyBytes = 128 * 1024 * 1024;

    // A webhook decides itself what a query that is too long is answered.
    private const int MaxRequestLineBytes = 128 * 1024;
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    public static WebApplicationBuilder CreateWebBuilder(HostEntry entry)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = entry.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? "Development",
        });
        AddSettings(builder.Configuration, entry);
        builder.Logging.ClearProviders();
        if (!entry.IsEmbedded) AddConsole(builder.Logging, entry);
        if (entry.Arguments is ["demo", ..]) builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddHostedService<HostLifetime>();
        return builder;
    }

    public static void Add(WebApplicationBuilder builder, HostEntry entry, WorkerPipeline pipeline, bool servesHttp)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(entry);
        services.AddSingleton(provider =>
            HostSettings.Read(provider.GetRequiredService<IConfiguration>(), entry.BaseDirectory));
        services.AddSingleton(_ => HostJson.Read(entry.BaseDirectory));
        services.AddSingleton(new HttpSupport(servesHttp));
        services.AddSingleton(new FunctionInvoker(pipeline));
        services.AddSingleton<AzuriteOwner>();
        services.AddSingleton<QueueListeners>();
        services.AddSingleton<TimerSchedules>();
        services.AddSingleton<DurableHost>();
        services.AddSingleton(provider => provider.GetRequiredService<DurableHost>().Engine);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.ListenLocalhost(HostSettings.Read(context.Configuration, entry.BaseDirectory).HttpPort);
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.AddServerHeader = false;
        });
    }

    // The settings file gives way to the environment; what a caller passed in wins over both.
    private static void AddSettings(ConfigurationManager configuration, HostEntry entry)
    {
        var file = SettingsFile.Read(entry.BaseDirectory);
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = file,
        });
        configuration.AddInMemoryCollection(entry.Settings.ToDictionary(
            setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value));
        configuration.AddInMemoryCollection(Rewritten(configuration, entry));
    }

    // Settings that name the default ports follow when the ports are changed.
    private static Dictionary<string, string?> Rewritten(IConfiguration configuration, HostEntry entry)
    {
        var settings = HostSettings.Read(configuration, entry.BaseDirectory);
        var usual = new Uri($"http://localhost:{HostSettings.DefaultHttpPort}");
        var rewritten = new Dictionary<string, string?>();
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (value is null) continue;

            if (value.Trim().TrimEnd(';') == DevelopmentStorage)
            {
                rewritten[key] = settings.AzuritePorts.ConnectionString;
                rewritten[UsesDevelopmentStorage] = "true";
            }
            else if (Uri.TryCreate(value, UriKind.Absolute, out var address) && usual.IsBaseOf(address))
            {
                rewritten[key] = settings.BaseAddress + value[usual.OriginalString.Length..];
            }
        }

        return rewritten;
    }

    private static void AddConsole(ILoggingBuilder logging, HostEntry entry)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Azure", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Warning);
        // Until it runs, the host itself says in one line why it does not.
        logging.AddFilter("Microsoft.Extensions.Hosting", level => entry.IsRunning && level >= LogLevel.Warning);
    }
}

/// <summary>Whether the app asked for HTTP functions with ASP.NET Core types.</summary>
internal sealed record HttpSupport(bool IsOn);
