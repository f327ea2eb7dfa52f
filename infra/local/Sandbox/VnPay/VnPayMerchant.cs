using Billing.LocalHost.Startup;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>What VNPay knows of the merchant: the terminal, the shared secret and where notices go.</summary>
internal sealed record VnPayMerchant(string Terminal, string Secret, Uri NoticeUrl, string StateFile)
{
    public static VnPayMerchant Read(IConfiguration settings, HostSettings host) => new(
        settings["VnPay:TmnCode"] ?? "",
        settings["VnPay:HashSecret"] ?? "",
        new($"{host.BaseAddress}/api/v1/webhooks/vnpay"),
        Path.Combine(host.DataFolder, "sandbox-vnpay.jsonl"));
}
