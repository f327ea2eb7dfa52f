using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed class RolesTests(Compiled infrastructure)
{
    /// <summary>The built-in roles that the identity may have, and on what kind of resource.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [Fact]
    public void The_identity_has_these_roles_and_no_others() => Assert.Equal(
        """
        appi-billing: Monitoring Metrics Publisher
        billing-facts: Azure Service Bus Data Receiver
        billing-facts: Azure Service Bus Data Sender
        kv-billing: Key Vault Secrets User
        sthost: Storage Blob Data Owner
        sthost: Storage Queue Data Contributor
        sthost: Storage Table Data Contributor
        stledger: Storage Table Data Contributor
        sttasks: Storage Blob Data Contributor
        sttasks: Storage Queue Data Contributor
        sttasks: Storage Table Data Contributor
        usage-events: Azure Service Bus Data Owner
        """,
        string.Join('\n', Assignments.Select(it => $"{Scope(it)}: {Allowed[Role(it)]}").Order(StringComparer.Ordinal)),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Each_role_says_why_it_is_given() => Assert.All(
        Assignments, it => Assert.EndsWith(".", it.Text("description"), StringComparison.Ordinal));

    [Fact]
    public void Every_role_is_the_identitys() => Assert.All(
        Assignments,
        it =>
        {
            Assert.Equal("ServicePrincipal", it.Text("principalType"));
            Assert.Contains("id-billing-", it.Text("principalId"), StringComparison.Ordinal);
        });

    [Fact]
    public void The_vault_knows_roles_alone_and_forgets_nothing()
    {
        var vault = infrastructure.Usual.Of("Microsoft.KeyVault/vaults").Single();

        foreach (var rule in (string[])["enableRbacAuthorization", "enablePurgeProtection", "enableSoftDelete"])
            Assert.Equal("true", vault.Text(rule));
    }

    [Fact]
    public void Telemetry_is_taken_from_an_identity_alone() => Assert.Equal(
        "true", infrastructure.Usual.Of("Microsoft.Insights/components").Single().Text("DisableLocalAuth"));

    private List<Resource> Assignments =>
        [.. infrastructure.Usual.Of("Microsoft.Authorization/roleAssignments")];

    private static string Role(Resource assignment) => assignment.Text("roleDefinitionId").Split('/')[^1];

    /// <summary>The name of the resource, without what makes it unique.</summary>
    private static string Scope(Resource assignment)
    {
        var name = assignment.Id.Split("/providers/Microsoft.Authorization/")[0].Split('/')[^1];
        return CodeSettings.Queues.Contains(name) ? name : name[..^13].TrimEnd('-');
    }
}
