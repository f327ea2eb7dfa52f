using Azure.Data.Tables;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Tests.Platform;

public sealed class StartChecksTests(Azurite azurite)
{
    private static readonly string[] Platform = [nameof(GetLiveness), nameof(GetReadiness)];

    [Fact]
    public async Task A_start_without_settings_stops_and_names_each()
    {
        var refused = await Refused(new SettingSet(), Platform);

        foreach (var name in (string[])["Storage", "ServiceBus", "Auth__Authority", "Auth__Audience"])
            Assert.Contains($"The setting {name} is missing.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_by_its_name()
    {
        var refused = await Refused(Settings("x") with { Authority = "http://far.test" }, Platform);

        Assert.Equal(
            "The setting Auth__Authority is not https, which only an address of this machine may be.", refused);
    }

    [Fact]
    public async Task An_HTTP_function_without_roles_stops_the_start() => Assert.Equal(
        "The function OpenDoor has no entry in the access table.",
        await Refused(Settings("x"), [.. Platform, "OpenDoor"]));

    [Fact]
    public async Task An_entry_for_no_function_stops_the_start() => Assert.Equal(
        $"The access table names {nameof(GetReadiness)}, which is no HTTP function. "
        + $"The table of limits names {nameof(GetReadiness)}, which is no HTTP function.",
        await Refused(Settings("x"), [nameof(GetLiveness)]));

    [Fact]
    public async Task The_tables_stand_before_any_service_starts_and_again_is_no_harm()
    {
        var storage = await azurite.ConnectionString();
        var tables = await azurite.Tables();
        for (var i = 0; i < 2; i++)
        {
            await using var services = Services(Settings(storage), Platform, more => more
                .AddTable("startchecks")
                .AddSingleton(new Lazy<TableServiceClient>(tables)));
            var start = services.GetServices<IHostedService>().OfType<StartChecks>().Single();
            await start.StartingAsync(default);
        }

        Assert.Contains("startchecks", tables.Query().Select(table => table.Name));
    }

    private static async Task<string> Refused(SettingSet settings, string[] functions)
    {
        await using var services = Services(settings, functions);
        var start = services.GetServices<IHostedService>().OfType<StartChecks>().Single();
        return (await Assert.ThrowsAsync<StartRefusedException>(() => start.StartingAsync(default))).Message;
    }

    private static ServiceProvider Services(
        SettingSet settings, string[] functions, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Values).Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(new FunctionInventory(functions.ToHashSet()))
            .AddSingleton<ILoggerFactory>(new LoggerFactory())
            .AddPlatform();
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static SettingSet Settings(string storage) => new(storage, storage, "https://issuer.test", "billing");

    private sealed record SettingSet(
        string? Storage = null, string? Bus = null, string? Authority = null, string? Audience = null)
    {
        public Dictionary<string, string?> Values => new(SomeLimits.Settings(SomeLimits.Generous))
        {
            ["Storage"] = Storage,
            ["ServiceBus"] = Bus,
            ["Auth:Authority"] = Authority,
            ["Auth:Audience"] = Audience,
        };
    }
}
