using Billing.LocalHost.Startup;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>What Stripe knows of the merchant: the key, the secrets of the webhook, and where notices go.</summary>
/// <param name="Secrets">Several while one is being rolled: a notice then carries one signature of each.</param>
internal sealed record StripeMerchant(
    string ApiKey, IReadOnlyList<string> Secrets, Uri NoticeUrl, string PageRoot, string StateFile)
{
    public static StripeMerchant Read(IConfiguration settings, HostSettings host) => new(
        settings["Stripe:ApiKey"] ?? "",
        (settings["Stripe:WebhookSecrets"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        new($"{host.BaseAddress}/api/v1/webhooks/stripe"),
        $"{host.BaseAddress}{StripeSandbox.Root}/c/pay/",
        Path.Combine(host.DataFolder, "sandbox-stripe.jsonl"));
}
