using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Billing.LocalHost.Sandbox.PayPal;

namespace Billing.LocalHost.Tests.Sandbox.PayPal;

public sealed class PayPalSealTests : IDisposable
{
    private static readonly Uri Root = new("http://localhost:7071/sandbox/paypal");

    private readonly PayPalCertificates _certificates = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public void The_checksum_is_that_of_the_published_vector() =>
        Assert.Equal(3421780262, PayPalSeal.Checksum("123456789"u8));

    [Fact]
    public void A_notice_is_signed_over_its_transmission_and_the_checksum_of_its_bytes()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var headers = PayPalSeal.Headers(_certificates, new("WH1", PayPalCertificates.Right, Root, now), "123456789");

        var message =
            $"{headers["PAYPAL-TRANSMISSION-ID"]}|{headers["PAYPAL-TRANSMISSION-TIME"]}|WH1|3421780262";
        using var certificate = X509Certificate2.CreateFromPem(_certificates.Pem(PayPalCertificates.Right));
        using var key = certificate.GetRSAPublicKey()!;
        Assert.True(key.VerifyData(
            Encoding.UTF8.GetBytes(message), Convert.FromBase64String(headers["PAYPAL-TRANSMISSION-SIG"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("CN=messageverificationcerts.test.paypal.com", certificate.Subject);
        Assert.Equal($"{Root}/v1/notifications/certs/CERT-messages", headers["PAYPAL-CERT-URL"]);
        Assert.Equal("1970-01-01T00:00:00Z".Replace("1970", "2026", StringComparison.Ordinal),
            headers["PAYPAL-TRANSMISSION-TIME"]);
    }

    [Fact]
    public void Only_the_right_certificate_verifies()
    {
        var signature = Convert.FromBase64String(_certificates.Sign(PayPalCertificates.Right, "a")!);
        var other = Convert.FromBase64String(_certificates.Sign(PayPalCertificates.SelfSigned, "a")!);

        Assert.True(_certificates.Verify(PayPalCertificates.Right, "a", signature));
        Assert.False(_certificates.Verify(PayPalCertificates.Right, "b", signature));
        Assert.False(_certificates.Verify(PayPalCertificates.Right, "a", other));
        Assert.False(_certificates.Verify(PayPalCertificates.SelfSigned, "a", other));
        Assert.Null(_certificates.Sign("none", "a"));
        Assert.Null(_certificates.Pem("none"));
    }

    public void Dispose() => _certificates.Dispose();
}
