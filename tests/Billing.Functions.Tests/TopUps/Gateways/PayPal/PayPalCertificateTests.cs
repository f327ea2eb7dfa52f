using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalCertificateTests : IDisposable
{
    private readonly PayPalNames _names = new();

    [Fact]
    public void A_certificate_of_PayPal_under_a_trusted_root_is_believed()
    {
        var read = Assert.IsType<FoundCertificate.Trusted>(Read(_names.Leaf())).Certificate;

        Assert.Equal($"CN={PayPalNames.Name}", read.Subject);
        Assert.True(PayPalCertificate.IsValid(read, PayPalNames.Now));
        Assert.False(PayPalCertificate.IsValid(read, PayPalNames.Now.AddDays(10)));
        Assert.False(PayPalCertificate.IsValid(read, PayPalNames.Now.AddDays(-11)));
    }

    [Fact]
    public void Nobody_elses_certificate_is_believed()
    {
        Untrusted(_names.SelfSigned());
        Untrusted(_names.Leaf(fromDays: -20, untilDays: -1));
        Untrusted(_names.Leaf(fromDays: 1, untilDays: 10));
        Untrusted(_names.Leaf("paypal.com.evil.com"));
        Untrusted(_names.Leaf("evilpaypal.com"));
        Untrusted(_names.RootPem);
    }

    [Fact]
    public void Where_only_the_way_to_the_root_is_missing_nobody_can_tell()
    {
        using var others = new PayPalNames("Other authority");

        Assert.IsType<FoundCertificate.Unknown>(Read(others.Leaf("others.paypal.com")));
        Assert.IsType<FoundCertificate.Unknown>(
            PayPalCertificate.Read(_names.Leaf(), roots: null, PayPalNames.Now));
        Untrusted(others.Leaf("others.paypal.com", fromDays: -20, untilDays: -1));
        using var namesakes = new PayPalNames();
        Untrusted(namesakes.Leaf());
    }

    [Fact]
    public void An_authority_that_nobody_trusts_is_not_trusted_for_coming_along() =>
        Assert.IsNotType<FoundCertificate.Trusted>(
            PayPalCertificate.Read($"{_names.Leaf()}\n{_names.RootPem}", roots: null, PayPalNames.Now));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_certificate_is_none(string text) => Untrusted(text);

    [Fact]
    public void A_text_of_many_certificates_is_not_read() =>
        Untrusted(string.Concat(Enumerable.Repeat(_names.Leaf() + "\n", 7)));

    public void Dispose() => _names.Dispose();

    private void Untrusted(string pem) => Assert.IsType<FoundCertificate.Untrusted>(Read(pem));

    private FoundCertificate Read(string pem) => PayPalCertificate.Read(pem, _names.Roots, PayPalNames.Now);
}
