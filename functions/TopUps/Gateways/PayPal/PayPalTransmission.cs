using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>What PayPal says of a notice beside its body: the five headers, well formed but not yet believed.</summary>
/// <param name="Id">Of this sending.</param>
/// <param name="Time">As text: it is signed as it was written.</param>
/// <param name="Signature">In Base64.</param>
public sealed record PayPalTransmission(string Id, string Time, string Signature, string CertUrl)
{
    public const string Algorithm = "SHA256withRSA";

    private const int MaxId = 50;
    private const int MaxText = 100;
    private const int MaxSignature = 1000;
    private const int MaxAddress = 500;

    /// <summary>Null when one of the five is missing, doubled or malformed, or another algorithm is named.</summary>
    /// <param name="header">The values of a header by its name.</param>
    public static PayPalTransmission? Read(Func<string, IReadOnlyList<string?>> header)
    {
        string? One(string name, int most) =>
            header(name) is [{ Length: > 0 } text] && text.Length <= most ? text : null;

        if (One("PAYPAL-AUTH-ALGO", MaxText) != Algorithm) return null;
        if (One("PAYPAL-TRANSMISSION-ID", MaxId) is not { } id) return null;
        if (One("PAYPAL-TRANSMISSION-TIME", MaxText) is not { } time) return null;
        if (One("PAYPAL-CERT-URL", MaxAddress) is not { } address) return null;
        if (One("PAYPAL-TRANSMISSION-SIG", MaxSignature) is not { } signature) return null;

        return IsBase64(signature) ? new(id, time, signature, address) : null;
    }

    /// <summary>What is signed: the checksum is that of the body's bytes as they came.</summary>
    public string Message(string webhookId, ReadOnlySpan<byte> body) => string.Create(
        CultureInfo.InvariantCulture, $"{Id}|{Time}|{webhookId}|{Crc32.HashToUInt32(body)}");

    public bool IsSignedBy(X509Certificate2 certificate, string webhookId, ReadOnlySpan<byte> body)
    {
        using var key = certificate.GetRSAPublicKey();
        if (key is null) return false;

        return key.VerifyData(
            Encoding.UTF8.GetBytes(Message(webhookId, body)),
            Convert.FromBase64String(Signature),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
    }

    /// <summary>Names the sending, never the signature.</summary>
    public override string ToString() => Id;

    private static bool IsBase64(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var count) && count > 0;
}
