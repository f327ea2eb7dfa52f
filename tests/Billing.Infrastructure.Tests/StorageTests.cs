using System.Text.Json.Nodes;
using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed class StorageTests(Compiled infrastructure)
{
    [Fact]
    public void The_ledger_the_host_and_the_task_hub_have_an_account_each()
    {
        var settings = infrastructure.Usual.Settings;
        var ledger = new Uri(settings["Storage__TableServiceUri"]).Host.Split('.')[0];
        string[] named = [ledger, settings["AzureWebJobsStorage__accountName"], settings["TaskHub__accountName"]];

        Assert.Equal(3, named.Distinct().Count());
        Assert.Equal(named.Order(), infrastructure.Usual.Accounts.Select(it => it.Name).Order());
    }

    [Fact]
    public void No_key_opens_an_account_and_none_shows_a_blob_to_everybody() =>
        Assert.All(infrastructure.Usual.Accounts, account =>
        {
            Assert.Equal("false", account.Text("allowSharedKeyAccess"));
            Assert.Equal("false", account.Text("allowBlobPublicAccess"));
            Assert.Equal("true", account.Text("supportsHttpsTrafficOnly"));
            Assert.Equal("TLS1_2", account.Text("minimumTlsVersion"));
            Assert.InRange(account.Name.Length, 3, 24);
        });

    [Fact]
    public void The_ledger_is_kept_in_another_region_too_and_is_locked()
    {
        var lockOfLedger = infrastructure.Usual.Of("Microsoft.Authorization/locks").Single();
        var ledger = infrastructure.Usual.Accounts.Single(it =>
            lockOfLedger.Id.StartsWith(it.Id + "/", StringComparison.Ordinal));

        Assert.Equal("CanNotDelete", lockOfLedger.Text("level"));
        Assert.Equal("Standard_GZRS", ledger.Json["sku"]!["name"]!.GetValue<string>());
        Assert.StartsWith(
            $"https://{ledger.Name}.",
            infrastructure.Usual.Settings["Storage__TableServiceUri"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_are_put_where_the_app_takes_them_from()
    {
        var container = infrastructure.Usual.Of("Microsoft.Storage/storageAccounts/blobServices/containers").Single();
        var storage = infrastructure.Usual.App["functionAppConfig", "deployment", "storage"]!;
        var host = infrastructure.Usual.Settings["AzureWebJobsStorage__accountName"];

        Assert.Equal(
            $"https://{host}.blob.core.windows.net/{container.Id.Split('/')[^1]}",
            storage["value"]!.GetValue<string>());
        Assert.Contains($"/{host}/", container.Id, StringComparison.Ordinal);
        Assert.Equal("UserAssignedIdentity", storage["authentication"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Whatever_keeps_something_tells_the_workspace_what_is_done_to_it()
    {
        string[] keeping =
        [
            "Microsoft.Storage/storageAccounts", "Microsoft.ServiceBus/namespaces", "Microsoft.KeyVault/vaults",
            "Microsoft.Web/sites", "Microsoft.OperationalInsights/workspaces",
        ];
        var told = infrastructure.Usual.Of("Microsoft.Insights/diagnosticSettings").Select(it => it.Id).ToList();
        var kept = infrastructure.Usual.Resources.Where(it => keeping.Contains(it.Type));

        Assert.All(kept, it => Assert.Contains(told, id => id.StartsWith(it.Id + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_deleted_from_the_ledger_is_kept_with_who_did_it()
    {
        var ledger = new Uri(infrastructure.Usual.Settings["Storage__TableServiceUri"]).Host.Split('.')[0];
        var audit = infrastructure.Usual.Of("Microsoft.Insights/diagnosticSettings")
            .Single(it => it.Id.Contains($"/{ledger}/tableServices/", StringComparison.Ordinal));

        Assert.Equal(
            ["StorageDelete"],
            audit["logs"]!.AsArray().Select(log => log!["category"]!.GetValue<string>()).Order());
    }
}
