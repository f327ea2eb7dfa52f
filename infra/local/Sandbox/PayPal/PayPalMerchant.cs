using Billing.LocalHost.Startup;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>What PayPal knows of the merchant: who it is, and where its notices go.</summary>
/// <param name="WebhookId">Given when the address of the notices was registered; part of what is signed.</param>
/// <param name="Root">The address of the sandbox itself.</param>
internal sealed record PayPalMerchant(
    string ClientId, string Secret, string WebhookId, Uri NoticeUrl, Uri Root, string StateFile)
{
    public static PayPalMerchant Read(IConfiguration settings, HostSettings host) => new(
        settings["PayPal:ClientId"] ?? "",
        settings["PayPal:ClientSecret"] ?? "",
        settings["PayPal:WebhookId"] ?? "",
        new($"{host.BaseAddress}/api/v1/webhooks/paypal"),
        new(host.BaseAddress + PayPalSandbox.Root),
        Path.Combine(host.DataFolder, "sandbox-paypal.jsonl"));

    /// <summary>Names the merchant, never the secret.</summary>
    public override string ToString() => ClientId;
}
