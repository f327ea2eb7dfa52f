using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed class NetworkTests(Compiled infrastructure)
{
    private static readonly string[] Closable =
    [
        "Microsoft.Storage/storageAccounts", "Microsoft.ServiceBus/namespaces", "Microsoft.KeyVault/vaults",
        "Microsoft.Web/sites",
    ];

    [Fact]
    public void Nothing_in_a_private_network_is_reached_from_outside() => Assert.All(
        infrastructure.Closed.Resources.Where(it => Closable.Contains(it.Type)),
        it => Assert.Equal("Disabled", it.Text("publicNetworkAccess")));

    [Fact]
    public void Everything_that_is_closed_has_a_door_in_the_private_network()
    {
        var doors = infrastructure.Closed.Of("Microsoft.Network/privateEndpoints")
            .Select(it => it["privateLinkServiceConnections"]![0]!["properties"]!)
            .Select(it => (
                Target: it["privateLinkServiceId"]!.GetValue<string>(),
                Group: it["groupIds"]![0]!.GetValue<string>()))
            .ToList();
        var closed = infrastructure.Closed.Resources.Where(it => Closable.Contains(it.Type)).Select(it => it.Id);

        Assert.Equal(closed.Order(), doors.Select(it => it.Target).Distinct().Order());
        var hub = infrastructure.Closed.Settings["TaskHub__accountName"];
        Assert.Equal(
            ["blob", "queue", "table"],
            doors.Where(it => it.Target.EndsWith(hub, StringComparison.Ordinal)).Select(it => it.Group).Order());
    }

    [Fact]
    public void Every_door_has_its_name_in_the_private_zone()
    {
        var groups = infrastructure.Closed.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").ToList();
        var zones = infrastructure.Closed.Of("Microsoft.Network/privateDnsZones").Select(it => it.Id).ToHashSet();

        Assert.Equal(infrastructure.Closed.Of("Microsoft.Network/privateEndpoints").Count(), groups.Count);
        Assert.All(groups, group => Assert.Contains(
            group["privateDnsZoneConfigs"]![0]!["properties"]!["privateDnsZoneId"]!.GetValue<string>(), zones));
        Assert.Equal(
            zones.Count, infrastructure.Closed.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
    }

    [Fact]
    public void The_app_sends_through_the_subnet_that_Flex_Consumption_asks_for()
    {
        var subnets = infrastructure.Closed.Of("Microsoft.Network/virtualNetworks").Single()["subnets"]!.AsArray();
        var app = subnets.Single(it => it!["name"]!.GetValue<string>() == "app")!["properties"]!;

        Assert.EndsWith(
            "/subnets/app", infrastructure.Closed.App.Text("virtualNetworkSubnetId"), StringComparison.Ordinal);
        Assert.Equal("Microsoft.App/environments", app["delegations"]![0]!["properties"]!["serviceName"]!.ToString());
        Assert.NotNull(app["natGateway"]);
    }

    [Fact]
    public void A_private_network_takes_the_bus_that_can_be_in_one() => Assert.Equal(
        "Premium",
        infrastructure.Closed.Of("Microsoft.ServiceBus/namespaces").Single().Json["sku"]!["name"]!.GetValue<string>());

    [Fact]
    public void Without_a_private_network_there_is_none_of_its_parts() => Assert.DoesNotContain(
        infrastructure.Usual.Resources, it => it.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
}
