using System.Text;
using Stripe;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Tells whether a notice was signed by Stripe, by one of our secrets, in the last five minutes.</summary>
public static class StripeSignature
{
    public const string Header = "Stripe-Signature";

    private const long ToleranceSeconds = EventUtility.DefaultTimeTolerance;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>False for whatever is not good; nothing in a header or a body makes it throw.</summary>
    public static bool IsGood(ReadOnlySpan<byte> body, string? header, StripeAccount account, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(header)) return false;

        try
        {
            var text = StrictUtf8.GetString(body);
            return account.WebhookSecrets.Any(secret => Matches(text, header, secret, now));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <remarks>The library throws more than its own exception for what it cannot read.</remarks>
    private static bool Matches(string text, string header, string secret, DateTimeOffset now)
    {
        try
        {
            EventUtility.ValidateSignature(text, header, secret, ToleranceSeconds, now.ToUnixTimeSeconds());
            return true;
        }
        catch (Exception refusal) when (refusal is StripeException or FormatException or OverflowException
            or ArgumentException or NullReferenceException or InvalidOperationException)
        {
            return false;
        }
    }
}
