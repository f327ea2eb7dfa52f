namespace Billing.Platform.Telemetry;

/// <summary>Where traces, metrics and logs go.</summary>
public enum TelemetryExporter
{
    /// <summary>Application Insights, by managed identity.</summary>
    AzureMonitor = 1,

    /// <summary>A collector that speaks OTLP; the standard OTEL_ variables say where.</summary>
    Otlp = 2,

    Console = 3,
}

/// <summary>What the settings say of telemetry; without an exporter nothing is collected.</summary>
/// <param name="SamplingPercent">Of traces; metrics and logs are always whole.</param>
/// <param name="Ingestion">The address and id of Application Insights; no secret.</param>
public sealed record TelemetrySettings(
    IReadOnlySet<TelemetryExporter> Exporters, int SamplingPercent, string? Ingestion)
{
    public static TelemetrySettings None { get; } = new(new HashSet<TelemetryExporter>(), 100, null);

    public static TelemetrySettings Read(Settings settings)
    {
        if (settings.OptionalText("Telemetry__Exporters") is not { } text) return None;

        var exporters = new HashSet<TelemetryExporter>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (EnumText.TryParse<TelemetryExporter>(name, out var exporter)) exporters.Add(exporter);
            else settings.Fault("Telemetry__Exporters", "is not a list of azureMonitor, otlp and console");
        }
        return new(
            exporters,
            settings.Number("Telemetry__SamplingPercent", 1, 100),
            exporters.Contains(TelemetryExporter.AzureMonitor)
                ? settings.Text("APPLICATIONINSIGHTS_CONNECTION_STRING")
                : null);
    }
}
