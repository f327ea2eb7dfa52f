using System.Globalization;
using System.Text;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// PayPal's side of a notice's signature, written apart from the product's, so that a mistake in one shows in the
/// other.
/// </summary>
internal static class PayPalSeal
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>What is signed: transmission, time, webhook and the checksum of the body, as text.</summary>
    public static string Message(string transmission, string time, string webhook, ReadOnlySpan<byte> body) =>
        $"{transmission}|{time}|{webhook}|{Checksum(body).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>CRC-32 as in zip files, bit by bit.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = uint.MaxValue;
        foreach (var octet in bytes)
        {
            rest ^= octet;
            for (var bit = 0; bit < 8; bit++) rest = (rest & 1) == 1 ? (rest >> 1) ^ Polynomial : rest >> 1;
        }

        return ~rest;
    }

    /// <summary>The five headers of a notice.</summary>
    public static Dictionary<string, string> Headers(
        PayPalCertificates certificates, PayPalSealing sealing, string body)
    {
        var id = PayPalBook.NewId();
        var time = sealing.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var message = Message(id, time, sealing.WebhookId, Encoding.UTF8.GetBytes(body));
        return new()
        {
            ["PAYPAL-TRANSMISSION-ID"] = id,
            ["PAYPAL-TRANSMISSION-TIME"] = time,
            ["PAYPAL-TRANSMISSION-SIG"] = certificates.Sign(sealing.Certificate, message) ?? "",
            ["PAYPAL-CERT-URL"] = $"{sealing.Root}/v1/notifications/certs/{sealing.Certificate}",
            ["PAYPAL-AUTH-ALGO"] = "SHA256withRSA",
        };
    }
}

/// <summary>For whom and with what a notice is signed.</summary>
internal sealed record PayPalSealing(string WebhookId, string Certificate, Uri Root, DateTimeOffset Now);
