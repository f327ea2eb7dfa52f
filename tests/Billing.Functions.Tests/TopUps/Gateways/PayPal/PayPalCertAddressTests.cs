using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalCertAddressTests
{
    [Theory]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270")]
    [InlineData("https://api-m.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    public void A_certificates_place_at_PayPal_is_good(string text) =>
        Assert.Equal(new(text), PayPalCertAddress.Read(text, FakePayPal.Merchant.CertHosts));

    [Theory]
    [InlineData("http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://127.0.0.1/v1/notifications/certs/CERT-1")]
    [InlineData("https://[::1]/v1/notifications/certs/CERT-1")]
    [InlineData("https://169.254.169.254/v1/notifications/certs/CERT-1")]
    [InlineData("https://evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://paypal.com.evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com.evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com@evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://user@api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com:443/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com\\@evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/../../redirect")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/%2e%2e")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1?x=1")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1#x")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1\n")]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/")]
    [InlineData("https://api.sandbox.paypal.com//v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com/v2/notifications/certs/CERT-1")]
    [InlineData("https://api.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://www.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData(" https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("")]
    public void Any_other_address_is_refused(string text) =>
        Assert.Null(PayPalCertAddress.Read(text, FakePayPal.Merchant.CertHosts));
}
