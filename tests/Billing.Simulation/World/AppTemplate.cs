using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps.Gateways;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Simulation.World;

/// <summary>The app as its modules put it together, with nothing replaced but what it stands on.</summary>
public static class AppTemplate
{
    private static readonly ServiceDescriptor[] Modules =
        [.. AppServices.All().Where(service => service.ServiceType != typeof(IPaymentGateway))];

    private static readonly IConfiguration Settings = SampleSettings();

    /// <summary>The tables that the app creates when it starts.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        [.. Modules.Select(it => it.ImplementationInstance).OfType<RegisteredTable>().Select(it => it.Name).Distinct()];

    public static ServiceProvider Build(Ground ground)
    {
        IServiceCollection services = new ServiceCollection();
        foreach (var module in Modules) services.Add(module);
        services
            .AddSingleton(Settings)
            .AddSingleton(ground.Clock)
            .AddSingleton(ground.Tables)
            .AddKeyedSingleton(Registration.SendOnce, ground.SendOnceTables)
            .AddSingleton(ground.Bus)
            .AddSingleton(ground.Gateway)
            .AddSingleton(ground.Log)
            .AddSingleton(typeof(ILogger<>), typeof(SimLogger<>));
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot SampleSettings()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json");
        using var sample = JsonDocument.Parse(File.ReadAllText(path));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(sample.RootElement.GetProperty("Values").EnumerateObject().Select(value =>
                KeyValuePair.Create(value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString())))
            .Build();
    }
}

/// <summary>What one process of the app stands on.</summary>
public sealed record Ground(
    TimeProvider Clock,
    TableServiceClient Tables,
    TableServiceClient SendOnceTables,
    ServiceBusClient Bus,
    IPaymentGateway Gateway,
    SimLog Log);
