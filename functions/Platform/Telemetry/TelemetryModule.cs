using System.Reflection;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Billing.Platform.Telemetry;

/// <summary>Brings traces, metrics and logs to the exporters that the settings name; to none by default.</summary>
public static class TelemetryModule
{
    public const string ServiceName = "billing";

    /// <summary>The worker's own span of each invocation: child of the host's, parent of ours.</summary>
    public const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    private const string TableSources = "Azure.Data.Tables.*";

    private static readonly string Version = typeof(TelemetryModule).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static void AddTelemetry(this IHostApplicationBuilder app)
    {
        app.Services.AddSettings(TelemetrySettings.Read);
        var settings = TelemetrySettings.Read(new(app.Configuration));
        if (settings.Exporters.Count == 0) return;

        app.Services.AddTelemetry();
        app.Services.AddOpenTelemetry()
            .WithTracing(traces => Export(traces, settings))
            .WithMetrics(metrics => Export(metrics, settings))
            .WithLogging(logs => Export(logs, settings));
    }

    /// <summary>What is collected, wherever it goes.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        // Read by the clients of the tables when the first is made: without it they make no spans.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        services.Configure<WorkerOptions>(Announce);
        services.AddLogging(Quiet);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: Version))
            .WithTracing(traces => traces
                .AddSource(Tracing.Source.Name, WorkerSource, TableSources)
                .AddProcessor(new WordlessSpans()))
            .WithMetrics(metrics => metrics.AddMeter(Instruments.MeterName))
            .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true);
    }

    /// <summary>
    /// Tells the host that the worker exports for itself: otherwise it would export each log line once more. The
    /// schema names a span after its function.
    /// </summary>
    private static void Announce(WorkerOptions worker)
    {
        worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString;
        worker.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0";
    }

    /// <summary>Frameworks log addresses with what callers sent in them: only warnings pass.</summary>
    private static void Quiet(ILoggingBuilder logging)
    {
        foreach (var framework in (string[])["Microsoft", "System", "Azure", "Polly"])
            logging.AddFilter<OpenTelemetryLoggerProvider>(framework, LogLevel.Warning);
    }

    private static void Export(TracerProviderBuilder traces, TelemetrySettings settings)
    {
        var ratio = settings.SamplingPercent / 100d;
        traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio)));
        if (settings.Exporters.Contains(TelemetryExporter.Otlp)) traces.AddOtlpExporter();
        if (settings.Exporters.Contains(TelemetryExporter.Console)) traces.AddConsoleExporter();
        if (settings.Exporters.Contains(TelemetryExporter.AzureMonitor))
            traces.AddAzureMonitorTraceExporter(monitor => Connect(monitor, settings));
    }

    private static void Export(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        if (settings.Exporters.Contains(TelemetryExporter.Otlp)) metrics.AddOtlpExporter();
        if (settings.Exporters.Contains(TelemetryExporter.Console)) metrics.AddConsoleExporter();
        if (settings.Exporters.Contains(TelemetryExporter.AzureMonitor))
            metrics.AddAzureMonitorMetricExporter(monitor => Connect(monitor, settings));
    }

    private static void Export(LoggerProviderBuilder logs, TelemetrySettings settings)
    {
        if (settings.Exporters.Contains(TelemetryExporter.Otlp)) logs.AddOtlpExporter();
        if (settings.Exporters.Contains(TelemetryExporter.Console)) logs.AddConsoleExporter();
        if (settings.Exporters.Contains(TelemetryExporter.AzureMonitor))
            logs.AddAzureMonitorLogExporter(monitor => Connect(monitor, settings));
    }

    /// <summary>Its sampler replaces ours, with the same share; a log is kept although its trace is not.</summary>
    private static void Connect(AzureMonitorExporterOptions monitor, TelemetrySettings settings)
    {
        monitor.ConnectionString = settings.Ingestion;
        monitor.Credential = new DefaultAzureCredential();
        monitor.TracesPerSecond = null;
        monitor.SamplingRatio = settings.SamplingPercent / 100f;
        monitor.EnableTraceBasedLogsSampler = false;
        monitor.EnableLiveMetrics = false;
    }
}
