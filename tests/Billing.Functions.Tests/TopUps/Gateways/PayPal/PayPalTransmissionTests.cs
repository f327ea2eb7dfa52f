using System.Security.Cryptography.X509Certificates;
using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalTransmissionTests
{
    private static readonly PayPalTransmission Sent =
        new("dfb3be50-fd74-11e4-8bf3-77339302725b", "2015-05-18T15:45:13Z", "c2ln", "https://api.paypal.com/c");

    [Fact]
    public void The_message_ends_in_the_checksum_of_the_published_vector() => Assert.Equal(
        "dfb3be50-fd74-11e4-8bf3-77339302725b|2015-05-18T15:45:13Z|4JH86294D6297924G|3421780262",
        Sent.Message("4JH86294D6297924G", "123456789"u8));

    [Fact]
    public void A_signature_is_of_one_body_one_webhook_and_one_key()
    {
        using var names = new PayPalNames();
        using var certificate = X509Certificate2.CreateFromPem(names.Leaf());
        using var other = new PayPalNames();
        using var foreign = X509Certificate2.CreateFromPem(other.Leaf());
        var signed = Sent with { Signature = names.Sign(Sent.Message("WH1", "{}"u8)) };

        Assert.True(signed.IsSignedBy(certificate, "WH1", "{}"u8));
        Assert.False(signed.IsSignedBy(certificate, "WH1", "{} "u8));
        Assert.False(signed.IsSignedBy(certificate, "WH2", "{}"u8));
        Assert.False(signed.IsSignedBy(foreign, "WH1", "{}"u8));
        Assert.False((signed with { Time = "2015-05-18T15:45:14Z" }).IsSignedBy(certificate, "WH1", "{}"u8));
        Assert.False((signed with { Signature = "c2ln" }).IsSignedBy(certificate, "WH1", "{}"u8));
    }

    [Fact]
    public void Five_good_headers_are_read()
    {
        var read = Read([]);

        Assert.Equal(Sent, read);
        Assert.DoesNotContain("c2ln", read!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAYPAL-TRANSMISSION-ID", null)]
    [InlineData("PAYPAL-TRANSMISSION-TIME", null)]
    [InlineData("PAYPAL-TRANSMISSION-SIG", null)]
    [InlineData("PAYPAL-CERT-URL", null)]
    [InlineData("PAYPAL-AUTH-ALGO", null)]
    [InlineData("PAYPAL-AUTH-ALGO", "SHA1withRSA")]
    [InlineData("PAYPAL-AUTH-ALGO", "none")]
    [InlineData("PAYPAL-TRANSMISSION-SIG", "")]
    [InlineData("PAYPAL-TRANSMISSION-SIG", "not base64!")]
    [InlineData("PAYPAL-TRANSMISSION-ID", "012345678901234567890123456789012345678901234567890")]
    public void A_missing_or_wrong_header_spoils_all(string name, string? value) =>
        Assert.Null(Read(new() { [name] = value is null ? [] : [value] }));

    [Fact]
    public void A_header_that_comes_twice_or_is_far_too_long_spoils_all()
    {
        Assert.Null(Read(new() { ["PAYPAL-TRANSMISSION-ID"] = ["a", "b"] }));
        Assert.Null(Read(new() { ["PAYPAL-TRANSMISSION-SIG"] = [new string('A', 10_000)] }));
    }

    private static PayPalTransmission? Read(Dictionary<string, string[]> changed)
    {
        var headers = new Dictionary<string, string[]>
        {
            ["PAYPAL-TRANSMISSION-ID"] = [Sent.Id], ["PAYPAL-TRANSMISSION-TIME"] = [Sent.Time],
            ["PAYPAL-TRANSMISSION-SIG"] = [Sent.Signature], ["PAYPAL-CERT-URL"] = [Sent.CertUrl],
            ["PAYPAL-AUTH-ALGO"] = ["SHA256withRSA"],
        };
        foreach (var (name, values) in changed) headers[name] = values;
        return PayPalTransmission.Read(name => headers[name]);
    }
}
