using System.Text.Json.Nodes;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>What the deployments of the tests are given. The secrets are of nobody.</summary>
public static class DeploymentParameters
{
    private static readonly JsonNode Sample = JsonNode.Parse(Repository.Text("local.settings.sample.json"))!["Values"]!;

    /// <summary>What has no default, and the words of the cloud, which are worked out without one.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Required { get; } = new Dictionary<string, JsonNode>
    {
        ["environmentName"] = "billing-test",
        ["location"] = "westeurope",
        ["authAudience"] = "00000000-0000-0000-0000-000000000003",
        ["legalEntities"] = Of("Invoices__LegalEntities"),
        ["vnPayTmnCode"] = Of("VnPay__TmnCode"),
        ["vnPayApiUrl"] = "https://pay.example/merchant_webapi/api/transaction",
        ["payPalClientId"] = "client",
        ["payPalWebhookId"] = "WEBHOOK1",
        ["cloud"] = new JsonObject
        {
            ["storage"] = "core.windows.net",
            ["vault"] = ".vault.azure.net",
            ["login"] = "https://login.microsoftonline.com/",
        },
    };

    public static IReadOnlyDictionary<string, JsonNode> Everything { get; } = new Dictionary<string, JsonNode>(Required)
    {
        ["isPrivate"] = true,
        ["isAppPublic"] = false,
        ["exchangeSource"] = "https://rates.example/latest",
        ["publicAddress"] = "https://billing.example",
        ["bankTransferCountries"] = Of("TopUps__BankTransfer__Countries"),
        ["bankTransferCurrencies"] = Of("TopUps__BankTransfer__Currencies"),
        ["bankTransferAccounts"] = Of("TopUps__BankTransfer__Accounts"),
        ["vnPayHashSecret"] = "planted",
        ["payPalClientSecret"] = "planted",
        ["stripeApiKey"] = "planted",
        ["stripeWebhookSecrets"] = "planted",
        ["alertEmail"] = "operator@billing.example",
    };

    /// <summary>As the sample has it, at an address that is not a sandbox's.</summary>
    private static string Of(string setting) =>
        Sample[setting]!.GetValue<string>().Replace("Sandbox", "Main", StringComparison.Ordinal);
}
