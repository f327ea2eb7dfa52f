using System.Collections.Concurrent;
using Billing.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Billing.Functions.Tests.Platform.Telemetry;

public sealed class TelemetryModuleTests
{
    [Fact]
    public void Without_an_exporter_nothing_is_collected()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);

        builder.AddTelemetry();

        using var app = builder.Build();
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void Each_exporter_can_be_made_from_the_settings()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Telemetry:Exporters"] = "azureMonitor, otlp, console";
        builder.Configuration["Telemetry:SamplingPercent"] = "50";
        builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";

        builder.AddTelemetry();

        using var app = builder.Build();
        Assert.NotNull(app.Services.GetService<TracerProvider>());
        Assert.NotNull(app.Services.GetService<MeterProvider>());
        Assert.NotNull(app.Services.GetService<ILoggerFactory>());
    }

    [Theory]
    [InlineData("Billing.Usage.RateUsage", LogLevel.Information, true)]
    [InlineData("Billing.Usage.RateUsage", LogLevel.Debug, false)]
    [InlineData("Billing.Quiet.Verb", LogLevel.Information, false)]
    [InlineData("Billing.Quiet.Verb", LogLevel.Warning, true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("System.Net.Http.HttpClient.TokenCheck", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    public void Our_own_facts_reach_the_exporter_as_the_settings_say_and_frameworks_when_they_warn(
        string category, LogLevel level, bool isKept)
    {
        using var kept = new Kept();
        var levels = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information", ["Logging:LogLevel:Billing.Quiet"] = "Warning",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(levels).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")));
        services.AddTelemetry();
        services.AddOpenTelemetry().WithLogging(logs => logs.AddProcessor(new SimpleLogRecordExportProcessor(kept)));
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ILoggerFactory>().CreateLogger(category)
            .Log(level, default, "It happened", exception: null, (text, _) => text);

        Assert.Equal(isKept ? ["It happened"] : [], kept.Texts);
    }

    private sealed class Kept : BaseExporter<LogRecord>
    {
        public ConcurrentQueue<string?> Texts { get; } = [];

        public override ExportResult Export(in Batch<LogRecord> batch)
        {
            foreach (var record in batch) Texts.Enqueue(record.FormattedMessage);
            return ExportResult.Success;
        }
    }
}
