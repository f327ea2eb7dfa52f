namespace Billing.Infrastructure.Tests.Support;

/// <summary>Where the settings on Azure and those of the sample differ, and why.</summary>
public static class SettingExceptions
{
    private const string Identity = "On Azure the identity opens it; on one machine a connection string does.";
    private const string Allowance = "One machine plays all callers at once.";
    private const string StandIn = "Only a stand-in for PayPal is trusted by a setting.";

    /// <summary>In the sample, and read by a host alone.</summary>
    public static IReadOnlyDictionary<string, string> OfHosts { get; } = new Dictionary<string, string>
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "The Functions tools ask for it.",
        ["AzureWebJobsStorage"] = "The host keeps its leases there.",
        ["TaskHub"] = "The host keeps orchestrations there.",
    };

    public static IReadOnlyDictionary<string, string> LocalAlone { get; } = new Dictionary<string, string>
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "Flex Consumption refuses it: the runtime stands in functionAppConfig.",
        ["AzureWebJobsStorage"] = Identity,
        ["TaskHub"] = Identity,
        ["Storage"] = Identity,
        ["ServiceBus"] = Identity,
        ["PayPal__CertHosts"] = StandIn,
        ["PayPal__TrustedRoots"] = StandIn,
    };

    public static IReadOnlyDictionary<string, string> OnAzureAlone { get; } = new Dictionary<string, string>
    {
        ["AZURE_CLIENT_ID"] = "Which identity DefaultAzureCredential takes.",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "As whom the host hands in telemetry.",
        ["AzureWebJobsDisableHomepage"] = "Nobody needs the host's own page.",
        ["AzureWebJobsStorage__accountName"] = Identity,
        ["AzureWebJobsStorage__credential"] = Identity,
        ["AzureWebJobsStorage__clientId"] = Identity,
        ["TaskHub__accountName"] = Identity,
        ["TaskHub__credential"] = Identity,
        ["TaskHub__clientId"] = Identity,
        ["ServiceBus__credential"] = Identity,
        ["ServiceBus__clientId"] = Identity,
    };

    /// <summary>On both sides, with another value in infra/settings.json.</summary>
    public static IReadOnlyDictionary<string, string> Different { get; } = new Dictionary<string, string>
    {
        ["Telemetry__Exporters"] = "Whoever runs it on one machine asks for telemetry or has none.",
        ["Telemetry__SamplingPercent"] = "Of much traffic a part of the traces tells enough.",
        ["RateLimits__Public"] = Allowance,
        ["RateLimits__Reading"] = Allowance,
        ["RateLimits__Writing"] = Allowance,
        ["RateLimits__Money"] = Allowance,
        ["RateLimits__Heavy"] = Allowance,
        ["RateLimits__Health"] = Allowance,
        ["RateLimits__BadTokens"] = Allowance,
        ["Usage__MessageBytes"] = "What fits one 64 KB operation of Service Bus; a storage queue takes less.",
        ["FetchExchangeRatesSchedule"] = "A source is asked hourly, the sandbox every ten seconds.",
        ["BankTransfers__FourEyes"] = "A second person approves real money.",
        ["Plans__MinimumSeconds"] = "Nobody buys a plan of a minute, save to see one end.",
        ["VnPay__PayUrl"] = "The gateway, not its sandbox.",
        ["PayPal__ApiUrl"] = "The gateway, not its sandbox.",
        ["Stripe__ApiBase"] = "The gateway, not its sandbox.",
    };

    /// <summary>Settings that are secrets, and what stands in for them in a test.</summary>
    public static IReadOnlyDictionary<string, string> Secrets { get; } = new Dictionary<string, string>
    {
        ["VnPay__HashSecret"] = "planted",
        ["PayPal__ClientSecret"] = "planted",
        ["Stripe__ApiKey"] = "sk_" + "live_planted",
        ["Stripe__WebhookSecrets"] = "whsec_planted",
    };

    /// <summary>What only a cloud can know, and what stands in for it in a test.</summary>
    public static IReadOnlyDictionary<string, string> OfTheCloud { get; } = new Dictionary<string, string>
    {
        ["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-000000000004",
        ["AzureWebJobsStorage__clientId"] = "00000000-0000-0000-0000-000000000004",
        ["TaskHub__clientId"] = "00000000-0000-0000-0000-000000000004",
        ["ServiceBus__clientId"] = "00000000-0000-0000-0000-000000000004",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            "InstrumentationKey=00000000-0000-0000-0000-000000000005;IngestionEndpoint=https://monitor.example/",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] =
            "ClientId=00000000-0000-0000-0000-000000000004;Authorization=AAD",
        ["VnPay__ServerAddress"] = "203.0.113.9",
    };
}
