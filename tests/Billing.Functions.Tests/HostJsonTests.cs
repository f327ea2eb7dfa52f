using System.Reflection;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Functions.Tests;

public sealed class HostJsonTests
{
    private static readonly JsonElement Host = Root("host.json");
    private static readonly JsonElement Extensions = Host.GetProperty("extensions");
    private static readonly Type[] Types = typeof(PlatformModule).Assembly.GetTypes();

    [Fact]
    public void No_run_outlasts_the_time_that_a_function_has()
    {
        var limits =
            from type in Types
            from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            where field.Name is "MaxRun" or "MaxTurn" && field.FieldType == typeof(TimeSpan)
            select (type.Name, Limit: (TimeSpan)field.GetValue(null)!);
        var timeout = TimeSpan.Parse(Host.GetProperty("functionTimeout").GetString()!, null);

        Assert.NotEmpty(limits);
        Assert.All(limits, it => Assert.True(it.Limit * 2 <= timeout, it.Name));
    }

    [Fact]
    public void Nothing_settles_a_message_but_the_code()
    {
        var triggers = Types
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>())
            .OfType<ServiceBusTriggerAttribute>()
            .ToList();

        Assert.False(Extensions.GetProperty("serviceBus").GetProperty("autoCompleteMessages").GetBoolean());
        Assert.Equal(2, triggers.Count);
        Assert.All(triggers, trigger => Assert.False(trigger.AutoCompleteMessages));
        Assert.All(triggers, trigger => Assert.True(trigger is { IsSessionsEnabled: true, IsBatched: true }));
    }

    [Fact]
    public void A_hub_has_a_name_that_storage_takes_and_a_connection_that_is_a_setting()
    {
        var durable = Extensions.GetProperty("durableTask");
        var connection = durable.GetProperty("storageProvider").GetProperty("connectionName").GetString()!;

        Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,44}$", durable.GetProperty("hubName").GetString()!);
        Assert.True(Root("local.settings.sample.json").GetProperty("Values").TryGetProperty(connection, out _));
    }

    /// <summary>The description of the API and the links in answers are written with it.</summary>
    [Fact]
    public void Routes_begin_with_api() =>
        Assert.Equal("api", Extensions.GetProperty("http").GetProperty("routePrefix").GetString());

    [Fact]
    public void Inputs_and_outputs_of_orchestrations_are_traced_nowhere()
    {
        var tracing = Extensions.GetProperty("durableTask").GetProperty("tracing");

        Assert.False(tracing.GetProperty("traceInputsAndOutputs").GetBoolean());
    }

    private static JsonElement Root(string file)
    {
        using var document = JsonDocument.Parse(SourceFile.Read(file).Text);
        return document.RootElement.Clone();
    }
}
