using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.Platform;

public sealed class SettingsTests
{
    [Fact]
    public void Settings_are_read_by_the_names_of_the_environment()
    {
        var settings = Of(
            ("Auth:Audience", " billing "), ("A:Number", "7"), ("A:Flag", "true"), ("A:Uri", "https://x.test/y"));

        Assert.Equal("billing", settings.Text("Auth__Audience"));
        Assert.Equal(7, settings.Number("A__Number", 1, 10));
        Assert.True(settings.Flag("A__Flag"));
        Assert.Equal(new Uri("https://x.test/y"), settings.Uri("A__Uri"));
        Assert.Null(settings.OptionalText("A__None"));
        Assert.Empty(settings.Faults);
    }

    [Fact]
    public void The_sample_settings_are_complete_and_right()
    {
        var sample =
            JsonDocument.Parse(SourceFile.Read("local.settings.sample.json").Text).RootElement.GetProperty("Values");
        var settings = Of([.. sample.EnumerateObject()
            .Select(value => (value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString()!))]);
        foreach (var check in AppServices.All().Where(service => service.ServiceType == typeof(SettingsCheck)))
            ((SettingsCheck)check.ImplementationInstance!).Read(settings);

        Assert.Empty(settings.Faults);
    }

    [Fact]
    public void Every_missing_or_wrong_setting_is_named_and_no_value_is_shown()
    {
        var settings = Of(
            ("A:Number", "secret-11"), ("A:Flag", "secret-yes"), ("A:Uri", "ftp://secret"), ("A:Blank", " "));
        settings.Text("A__Missing");
        settings.Text("A__Blank");
        settings.Number("A__Number", 1, 10);
        settings.Flag("A__Flag");
        settings.Uri("A__Uri");

        Assert.Equal(
            ["A__Missing is missing", "A__Blank is missing", "A__Number is not a whole number from 1 to 10",
                "A__Flag is not true or false", "A__Uri is not an absolute http or https address"],
            settings.Faults.Select(fault => fault["The setting ".Length..^1]));
        Assert.DoesNotContain("secret", string.Join(' ', settings.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_the_vault_left_unresolved_is_never_taken_for_the_secret()
    {
        var settings = Of(("A:Secret", " @Microsoft.KeyVault(SecretUri=https://vault.test/secrets/A)"));

        Assert.Equal("", settings.Text("A__Secret"));
        Assert.Equal(["The setting A__Secret is a reference to a vault that was not resolved."], settings.Faults);
    }

    [Theory]
    [InlineData("http://localhost:7071/dev", true)]
    [InlineData("http://127.0.0.1/dev", true)]
    [InlineData("https://login.test/tenant", true)]
    [InlineData("http://login.test/tenant", false)]
    [InlineData("login.test", false)]
    public void Another_machine_is_spoken_to_over_https_only(string address, bool isRight)
    {
        var settings = Of(("A:Uri", address));
        settings.Uri("A__Uri");

        Assert.Equal(isRight, settings.Faults.Count == 0);
    }

    [Theory]
    [InlineData("connection", "", 0)]
    [InlineData("", "https://x.table.core.windows.net", 0)]
    [InlineData("", "", 1)]
    [InlineData("connection", "https://x.table.core.windows.net", 1)]
    [InlineData("", "x.table", 1)]
    public void Storage_is_a_connection_string_or_an_address(string connection, string address, int faults)
    {
        var settings = Of(("Storage", connection), ("Storage:TableServiceUri", address));
        StorageSettings.Read(settings);

        Assert.Equal(faults, settings.Faults.Count);
    }

    [Theory]
    [InlineData("connection", "", 0)]
    [InlineData("", "billing.servicebus.windows.net", 0)]
    [InlineData("", "", 1)]
    [InlineData("connection", "billing.servicebus.windows.net", 1)]
    [InlineData("", "https://billing/", 1)]
    public void The_bus_is_a_connection_string_or_a_namespace(string connection, string name, int faults)
    {
        var settings = Of(("ServiceBus", connection), ("ServiceBus:fullyQualifiedNamespace", name));
        BusSettings.Read(settings);

        Assert.Equal(faults, settings.Faults.Count);
    }

    private static Settings Of(params (string Name, string Value)[] values) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value)).Build());
}
