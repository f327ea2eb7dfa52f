using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.Platform.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Fact]
    public void Nothing_is_exported_unless_asked_for()
    {
        var (settings, faults) = Read([]);

        Assert.Empty(settings.Exporters);
        Assert.Empty(faults);
    }

    [Fact]
    public void Exporters_are_a_list_of_names()
    {
        var (settings, faults) = Read(new()
        {
            ["Telemetry:Exporters"] = "azureMonitor, otlp,console",
            ["Telemetry:SamplingPercent"] = "25",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=1",
        });

        Assert.Empty(faults);
        Assert.Equal(3, settings.Exporters.Count);
        Assert.Equal((25, "InstrumentationKey=1"), (settings.SamplingPercent, settings.Ingestion));
    }

    [Theory]
    [InlineData("otlp, jaeger", "10", "Telemetry__Exporters")]
    [InlineData("otlp", "0", "Telemetry__SamplingPercent")]
    [InlineData("otlp", "", "Telemetry__SamplingPercent")]
    [InlineData("azureMonitor", "10", "APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public void A_fault_names_its_setting(string exporters, string percent, string setting)
    {
        var (_, faults) = Read(
            new() { ["Telemetry:Exporters"] = exporters, ["Telemetry:SamplingPercent"] = percent });

        Assert.Contains(setting, Assert.Single(faults), StringComparison.Ordinal);
    }

    private static (TelemetrySettings Settings, IReadOnlyList<string> Faults) Read(Dictionary<string, string?> values)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return (TelemetrySettings.Read(settings), settings.Faults);
    }
}
