namespace Billing.TopUps.Gateways.PayPal;

/// <summary>What is known of a notice's sender.</summary>
public enum PayPalVerdict
{
    Genuine = 1,
    Forged = 2,

    /// <summary>Neither the certificate could be had nor PayPal be asked.</summary>
    Unknown = 3,
}

/// <summary>
/// Decides whether PayPal sent a notice: from its certificate, without asking PayPal; only when that cannot be fetched
/// PayPal is asked.
/// </summary>
public sealed class PayPalVerification(
    PayPalMerchant merchant, PayPalCertificates certificates, PayPalClient client)
{
    private const string Path = "/v1/notifications/verify-webhook-signature";

    public async Task<PayPalVerdict> Verify(
        PayPalTransmission transmission, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (PayPalCertAddress.Read(transmission.CertUrl, merchant.CertHosts) is not { } address)
            return PayPalVerdict.Forged;

        return await certificates.Find(address, stop) switch
        {
            FoundCertificate.Trusted it => Judge(it, transmission, body.Span),
            FoundCertificate.Unknown => await Ask(transmission, body, stop),
            _ => PayPalVerdict.Forged,
        };
    }

    private PayPalVerdict Judge(
        FoundCertificate.Trusted found, PayPalTransmission transmission, ReadOnlySpan<byte> body) =>
        transmission.IsSignedBy(found.Certificate, merchant.WebhookId, body)
            ? PayPalVerdict.Genuine
            : PayPalVerdict.Forged;

    private async Task<PayPalVerdict> Ask(
        PayPalTransmission transmission, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (PayPalPostback.Write(transmission, merchant.WebhookId, body) is not { } question)
            return PayPalVerdict.Forged;

        var answer = await client.Post(Path, question, requestId: null, stop);
        if (answer is not PayPalAnswer.Done done) return PayPalVerdict.Unknown;

        return done.Body.Text("verification_status") switch
        {
            "SUCCESS" => PayPalVerdict.Genuine,
            "FAILURE" => PayPalVerdict.Forged,
            _ => PayPalVerdict.Unknown,
        };
    }
}
