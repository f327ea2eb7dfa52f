using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed partial class TemplateTests(Compiled infrastructure)
{
    [Fact]
    public void The_infrastructure_compiles_and_the_linter_has_nothing_to_say() =>
        Assert.Equal("", infrastructure.Complaints);

    [Fact]
    public void The_parameters_file_names_every_parameter_save_those_of_the_cloud_itself()
    {
        var declared = infrastructure.Template["parameters"]!.AsObject().Select(it => it.Key);

        Assert.Equal(declared.Except(["cloud", "networkPrefix"]).Order(), File.Select(it => it.Key).Order());
    }

    [Fact]
    public void What_a_parameter_is_given_has_a_default_just_where_the_parameter_has_one()
    {
        foreach (var (name, value) in File)
        {
            var given = Variable().Match(value!["value"]!.GetValue<string>());
            Assert.True(given.Success, $"{name} is not an environment variable, alone or with a default.");
            if (given.Groups["default"] is { Success: true, Value: var text })
                Assert.Equal(text, Declared(name)["defaultValue"]!.ToString(), ignoreCase: true);
        }
    }

    [Fact]
    public void A_secret_parameter_is_empty_by_default()
    {
        var secrets = infrastructure.Template["parameters"]!.AsObject()
            .Where(it => it.Value!["type"]!.GetValue<string>().StartsWith("secure", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(
            ["alertWebhook", "payPalClientSecret", "stripeApiKey", "stripeWebhookSecrets", "vnPayHashSecret"],
            secrets.Select(it => it.Key).Order());
        Assert.All(secrets, it => Assert.Equal("", it.Value!["defaultValue"]!.GetValue<string>()));
    }

    [Fact]
    public void Azd_learns_what_it_deploys_to() => Assert.Superset(
        new HashSet<string>
        {
            "AZURE_LOCATION", "AZURE_TENANT_ID", "AZURE_RESOURCE_GROUP", "AZURE_KEY_VAULT_NAME",
            "SERVICE_FUNCTIONS_NAME", "SERVICE_FUNCTIONS_ENDPOINT",
        },
        infrastructure.Usual.Outputs.Select(it => it.Key).ToHashSet());

    [Fact]
    public void Everything_but_what_hangs_on_another_resource_carries_the_name_of_its_environment()
    {
        string[] bare = ["Microsoft.Authorization/", "Microsoft.Insights/diagnosticSettings", "/blobServices/"];
        string[] children = ["/queues", "/secrets", "/basicPublishingCredentialsPolicies", "/privateDnsZoneGroups"];
        var tagged = infrastructure.Closed.Resources.Where(it =>
            !bare.Any(part => it.Type.Contains(part, StringComparison.Ordinal))
            && !children.Any(part => it.Type.EndsWith(part, StringComparison.Ordinal)));

        Assert.All(tagged, it => Assert.Equal("billing-test", it.Json["tags"]?["azd-env-name"]?.GetValue<string>()));
    }

    private static JsonObject File { get; } =
        JsonNode.Parse(Repository.Text("infra/main.parameters.json"))!["parameters"]!.AsObject();

    private JsonNode Declared(string name) => infrastructure.Template["parameters"]![name]!;

    [GeneratedRegex(@"^\$\{[A-Z_]+(=(?<default>[^}]*))?\}$")]
    private static partial Regex Variable();
}
