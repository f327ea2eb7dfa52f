using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalCertificateTests : IDisposable
{
    private readonly PayPalNames _names = new();

    [Fact]
    public void A_certificate_of_PayPal_under_a_trusted_root_is_believed()
    {
        var read = PayPalCertificate.Read(_names.Leaf(), _names.Roots, PayPalNames.Now);

        Assert.Equal($"CN={PayPalNames.Name}", read?.Subject);
        Assert.True(PayPalCertificate.IsValid(read!, PayPalNames.Now));
        Assert.False(PayPalCertificate.IsValid(read!, PayPalNames.Now.AddDays(10)));
        Assert.False(PayPalCertificate.IsValid(read!, PayPalNames.Now.AddDays(-11)));
    }

    [Fact]
    public void Nobody_elses_certificate_is_believed()
    {
        using var others = new PayPalNames();

        Assert.Null(Read(_names.SelfSigned()));
        Assert.Null(Read(others.Leaf()));
        Assert.Null(Read(_names.Leaf(fromDays: -20, untilDays: -1)));
        Assert.Null(Read(_names.Leaf(fromDays: 1, untilDays: 10)));
        Assert.Null(Read(_names.Leaf("paypal.com.evil.com")));
        Assert.Null(Read(_names.Leaf("evilpaypal.com")));
        Assert.Null(PayPalCertificate.Read(_names.Leaf(), roots: null, PayPalNames.Now));
        Assert.Null(PayPalCertificate.Read(_names.Leaf(), [], PayPalNames.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_certificate_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void A_text_of_many_certificates_is_not_read() =>
        Assert.Null(Read(string.Concat(Enumerable.Repeat(_names.Leaf() + "\n", 7))));

    public void Dispose() => _names.Dispose();

    private System.Security.Cryptography.X509Certificates.X509Certificate2? Read(string pem) =>
        PayPalCertificate.Read(pem, _names.Roots, PayPalNames.Now);
}
