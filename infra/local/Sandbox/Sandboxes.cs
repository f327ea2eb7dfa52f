using Billing.LocalHost.Sandbox.PayPal;
using Billing.LocalHost.Sandbox.Rates;
using Billing.LocalHost.Sandbox.Stripe;
using Billing.LocalHost.Sandbox.VnPay;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Billing.LocalHost.Sandbox;

/// <summary>The stand-ins for payment gateways that the host serves; <c>GET /dev</c> lists them.</summary>
public static class Sandboxes
{
    /// <summary>One entry per sandbox: its name, the method that maps its endpoints, and what it can be told.</summary>
    public static IReadOnlyList<SandboxEntry> All { get; } =
        [VnPaySandbox.Entry, StripeSandbox.Entry, PayPalSandbox.Entry, RatesSandbox.Entry];

    internal static void Map(IEndpointRouteBuilder app)
    {
        foreach (var sandbox in All) sandbox.Map(app);

        app.MapGet("/dev", (HostSettings settings) => Results.Json(new
        {
            token = $"POST {settings.BaseAddress}/dev/token",
            openIdConfiguration = $"{settings.BaseAddress}/dev/.well-known/openid-configuration",
            sandboxes = All.Select(sandbox => new { sandbox.Name, sandbox.Controls }),
        }));
    }
}

/// <summary>A sandbox as the host knows it.</summary>
/// <param name="Name">The gateway it stands for.</param>
/// <param name="Map">Maps its endpoints, its controls among them.</param>
/// <param name="Controls">Method and path of each control, with what it does.</param>
public sealed record SandboxEntry(
    string Name, Action<IEndpointRouteBuilder> Map, IReadOnlyDictionary<string, string> Controls);
