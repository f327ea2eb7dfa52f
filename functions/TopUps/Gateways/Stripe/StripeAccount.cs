using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Our account with Stripe, as configured: its key, where its API is, and what its notices are signed
/// with.</summary>
/// <param name="WebhookSecrets">Several while one is being rolled; a notice is good if any of them signed it.</param>
/// <param name="ReturnUrl">Where Stripe sends the browser back to.</param>
public sealed record StripeAccount(
    string ApiKey, Uri ApiBase, ImmutableArray<string> WebhookSecrets, Uri ReturnUrl)
{
    private const int MaxSecrets = 10;
    private const string KeyName = "Stripe__ApiKey";
    private const string BaseName = "Stripe__ApiBase";
    private const string SecretsName = "Stripe__WebhookSecrets";

    /// <summary>True for real money. A notice of the other kind is not for us.</summary>
    public bool IsLive => IsKeyOf("live");

    private bool IsOurs => IsLive || IsKeyOf("test");

    public static StripeAccount Read(Settings settings)
    {
        var account = new StripeAccount(
            settings.Text(KeyName),
            settings.Uri(BaseName),
            [.. settings.Text(SecretsName).Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            settings.Uri("Stripe__ReturnUrl"));
        if (!account.IsOurs) settings.Fault(KeyName, "is no secret or restricted key (sk_ or rk_, live or test)");
        if (account is { IsLive: true, ApiBase: not null } && account.ApiBase.Scheme != Uri.UriSchemeHttps)
            settings.Fault(BaseName, "is not https, and the key is for real money");
        if (account.WebhookSecrets.Length > MaxSecrets) settings.Fault(SecretsName, $"names more than {MaxSecrets}");
        return account;
    }

    /// <summary>Says which kind it is, never a secret.</summary>
    public override string ToString() => IsLive ? "Stripe live" : "Stripe test";

    private bool IsKeyOf(string mode) =>
        ApiKey.StartsWith($"sk_{mode}_", StringComparison.Ordinal)
        || ApiKey.StartsWith($"rk_{mode}_", StringComparison.Ordinal);
}
