using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed partial class SettingsTests(Compiled infrastructure)
{
    private static readonly IReadOnlyDictionary<string, string> Sample =
        JsonNode.Parse(Repository.Text("local.settings.sample.json"))!["Values"]!.AsObject()
            .ToDictionary(it => it.Key, it => it.Value!.GetValue<string>());

    [Fact]
    public void The_sample_names_what_the_code_reads_and_nothing_else()
    {
        var read = CodeSettings.Read(Sample).Union(CodeSettings.Read(Resolved(infrastructure.Usual)));

        Assert.Equal(
            read.Union(CodeSettings.Connections).Union(SettingExceptions.OfHosts.Keys).Order(), Sample.Keys.Order());
    }

    [Fact]
    public void The_app_on_Azure_has_the_settings_of_the_sample_save_what_is_named_with_a_reason()
    {
        var azure = infrastructure.Usual.Settings.Keys.Except(SettingExceptions.OnAzureAlone.Keys);
        var sample = Sample.Keys.Except(SettingExceptions.LocalAlone.Keys);

        Assert.Equal(sample.Order(), azure.Order());
    }

    [Fact]
    public void No_exception_is_without_need()
    {
        var azure = infrastructure.Usual.Settings.Keys.ToHashSet();
        Assert.Superset(SettingExceptions.OnAzureAlone.Keys.ToHashSet(), azure);
        Assert.Superset(SettingExceptions.LocalAlone.Keys.ToHashSet(), Sample.Keys.ToHashSet());
        Assert.All(
            SettingExceptions.Different.Keys,
            name => Assert.NotEqual(Sample[name], infrastructure.Usual.Settings[name]));
    }

    [Fact]
    public void What_the_business_decided_is_the_same_on_both_sides()
    {
        var common = JsonNode.Parse(Repository.Text("infra/settings.json"))!.AsObject()
            .Select(it => it.Key)
            .Intersect(Sample.Keys)
            .Except(SettingExceptions.Different.Keys);

        Assert.All(common, name => Assert.Equal(Sample[name], infrastructure.Usual.Settings[name]));
    }

    [Fact]
    public void The_app_accepts_its_settings() => Assert.Empty(CodeSettings.Faults(Resolved(infrastructure.Usual)));

    [Fact]
    public void The_app_accepts_its_settings_with_every_contract() =>
        Assert.Empty(CodeSettings.Faults(Resolved(infrastructure.Closed)));

    [Fact]
    public void The_app_does_not_start_while_a_secret_is_missing_in_the_vault()
    {
        var faults = CodeSettings.Faults(Resolved(infrastructure.Usual, withSecrets: false));

        Assert.All(SettingExceptions.Secrets.Keys, name =>
            Assert.Contains($"The setting {name} is a reference to a vault that was not resolved.", faults));
    }

    [Fact]
    public void Each_secret_is_a_reference_to_the_vault_and_nothing_else_is()
    {
        var vault = infrastructure.Usual.Of("Microsoft.KeyVault/vaults").Single().Name;
        var references = infrastructure.Usual.Settings.Where(it => it.Value.StartsWith('@')).ToDictionary();

        Assert.Equal(SettingExceptions.Secrets.Keys.Order(), references.Keys.Order());
        Assert.All(references, it => Assert.Equal(
            $"@Microsoft.KeyVault(SecretUri=https://{vault}.vault.azure.net/secrets/"
                + $"{it.Key.Replace("__", "-", StringComparison.Ordinal)})",
            it.Value));
    }

    [Fact]
    public void A_secret_that_is_handed_over_is_put_where_its_reference_looks() => Assert.Equal(
        SettingExceptions.Secrets.Keys.Select(name => name.Replace("__", "-", StringComparison.Ordinal)).Order(),
        infrastructure.Closed.Of("Microsoft.KeyVault/vaults/secrets").Select(it => it.Id.Split('/')[^1]).Order());

    [Fact]
    public void No_setting_holds_a_key_or_leads_to_a_sandbox()
    {
        foreach (var (name, value) in infrastructure.Usual.Settings.Concat(infrastructure.Closed.Settings))
            if (name != "VnPay__ServerAddress")
                Assert.False(Secret().IsMatch(value), $"{name} holds a key, a connection or a sandbox's address.");

        Assert.Matches(Secret(), "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b");
        Assert.Matches(Secret(), "http://localhost:7071/sandbox");
        Assert.Matches(Secret(), "sk_live_1");
    }

    [Fact]
    public void Whoever_opens_a_connection_finds_it_and_opens_it_as_the_identity()
    {
        var hub = JsonNode.Parse(Repository.Text("host.json"))!
            ["extensions"]!["durableTask"]!["storageProvider"]?["connectionName"]?.GetValue<string>();
        string[] connections = [.. CodeSettings.Connections, "AzureWebJobsStorage", hub ?? "TaskHub"];

        Assert.All(connections, name =>
        {
            Assert.Equal("managedidentity", infrastructure.Usual.Settings[$"{name}__credential"]);
            Assert.Equal(
                infrastructure.Usual.Settings["AZURE_CLIENT_ID"], infrastructure.Usual.Settings[$"{name}__clientId"]);
        });
    }

    [Fact]
    public void No_setting_is_one_that_Flex_Consumption_refuses()
    {
        string[] refused =
            ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_", "SCM_DO_BUILD", "ENABLE_ORYX"];

        Assert.DoesNotContain(
            infrastructure.Usual.Settings.Keys,
            name => refused.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
    }

    /// <summary>With what only a cloud knows filled in: ids, addresses and what the vault holds.</summary>
    private static Dictionary<string, string> Resolved(Deployment deployment, bool withSecrets = true) =>
        deployment.Settings.ToDictionary(it => it.Key, it => it.Value switch
        {
            ['@', ..] when withSecrets => SettingExceptions.Secrets[it.Key],
            ['[', ..] => SettingExceptions.OfTheCloud[it.Key],
            var value => value,
        });

    [GeneratedRegex(
        "AccountKey|SharedAccess|Password|sk_|rk_|whsec|[Ss]andbox|localhost|127\\.0\\.0|http://|Development")]
    private static partial Regex Secret();
}
