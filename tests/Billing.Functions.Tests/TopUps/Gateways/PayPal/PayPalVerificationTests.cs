using System.Net;
using System.Text;
using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.PayPal;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalVerificationTests : IDisposable
{
    private const string Cert = "GET /v1/notifications/certs/CERT-1";
    private const string Root = "GET /root";
    private const string Postback = "POST /v1/notifications/verify-webhook-signature";
    private const string Address = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1";

    private static readonly byte[] Body = "{\"id\" : \"WH-1\"}"u8.ToArray();

    private readonly PayPalNames _names = new();
    private readonly FakePayPal _payPal = new();
    private readonly FakeTimeProvider _clock = new(PayPalNames.Now);
    private readonly PayPalCertificates _certificates;
    private readonly PayPalVerification _verification;

    public PayPalVerificationTests()
    {
        var merchant = FakePayPal.Merchant with { TrustedRoots = new("https://stand-in.example/root") };
        _certificates = new(new CertFetcher(new(_payPal, disposeHandler: false)), merchant, _clock);
        _verification = new(merchant, _certificates, _payPal.Client());
        _payPal.On(Root, HttpStatusCode.OK, _names.RootPem).On(Cert, HttpStatusCode.OK, _names.Leaf());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_genuine_notice_is_known_without_asking_and_its_certificate_fetched_once_in_hours()
    {
        Assert.Equal(PayPalVerdict.Genuine, await Verify(Signed()));
        Assert.Equal(PayPalVerdict.Genuine, await Verify(Signed()));
        Assert.Single(_payPal.Calls, call => call.Name == Cert);

        _clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(PayPalVerdict.Genuine, await Verify(Signed()));
        Assert.Equal(2, _payPal.Calls.Count(call => call.Name == Cert));
        Assert.DoesNotContain(_payPal.Calls, call => call.Name == Postback);
    }

    [Fact]
    public async Task A_kept_certificate_is_not_believed_beyond_its_end()
    {
        _payPal.On(Cert, HttpStatusCode.OK, _names.Leaf(untilDays: 1));
        Assert.Equal(PayPalVerdict.Genuine, await Verify(Signed()));

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(PayPalVerdict.Forged, await Verify(Signed()));
    }

    [Theory]
    [InlineData("http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://127.0.0.1/v1/notifications/certs/CERT-1")]
    [InlineData("https://paypal.com.evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com@evil.com/v1/notifications/certs/CERT-1")]
    [InlineData("https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1")]
    public async Task A_wrong_address_is_never_called(string address)
    {
        Assert.Equal(PayPalVerdict.Forged, await Verify(Signed() with { CertUrl = address }));
        Assert.Empty(_payPal.Calls);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Redirect)]
    public async Task Where_there_is_no_certificate_there_is_no_postback(HttpStatusCode status)
    {
        _payPal.On(Cert, status, "");

        Assert.Equal(PayPalVerdict.Forged, await Verify(Signed()));
        Assert.DoesNotContain(_payPal.Calls, call => call.Name == Postback);
    }

    [Theory]
    [InlineData("SUCCESS", PayPalVerdict.Genuine)]
    [InlineData("FAILURE", PayPalVerdict.Forged)]
    [InlineData("?", PayPalVerdict.Unknown)]
    public async Task When_the_certificate_cannot_be_fetched_PayPal_is_asked(string answer, PayPalVerdict verdict)
    {
        _payPal.On(Cert, () => throw new HttpRequestException("down"));
        _payPal.On(Postback, HttpStatusCode.OK, $$"""{"verification_status":"{{answer}}"}""");

        Assert.Equal(verdict, await Verify(Signed()));

        var question = Assert.Single(_payPal.Calls, call => call.Name == Postback).Body;
        Assert.EndsWith($"\"webhook_event\":{Encoding.UTF8.GetString(Body)}}}", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_only_the_way_to_the_root_is_missing_PayPal_is_asked()
    {
        using var others = new PayPalNames("Other authority");
        _payPal.On(Cert, HttpStatusCode.OK, others.Leaf("others.paypal.com"));
        _payPal.On(Postback, HttpStatusCode.OK, """{"verification_status":"FAILURE"}""");

        Assert.Equal(PayPalVerdict.Forged, await Verify(Signed()));
        Assert.Single(_payPal.Calls, call => call.Name == Postback);
    }

    [Fact]
    public async Task When_nobody_answers_it_is_unknown()
    {
        _payPal.On(Cert, () => throw new TaskCanceledException("timeout"));
        _payPal.On(Postback, () => throw new TaskCanceledException("timeout"));
        Assert.Equal(PayPalVerdict.Unknown, await Verify(Signed()));

        _payPal.On(Cert, HttpStatusCode.ServiceUnavailable, "").On(Postback, HttpStatusCode.BadGateway, "");
        Assert.Equal(PayPalVerdict.Unknown, await Verify(Signed()));
    }

    [Fact]
    public async Task What_is_no_JSON_is_not_asked_about()
    {
        _payPal.On(Cert, () => throw new HttpRequestException("down"));

        Assert.Equal(PayPalVerdict.Forged, await _verification.Verify(Signed(), "{\"x\""u8.ToArray(), Stop));
        Assert.DoesNotContain(_payPal.Calls, call => call.Name == Postback);
    }

    [Fact]
    public async Task A_changed_body_or_another_webhook_is_forged()
    {
        Assert.Equal(
            PayPalVerdict.Forged, await _verification.Verify(Signed(), "{\"id\":\"WH-1\"}"u8.ToArray(), Stop));
        Assert.Equal(PayPalVerdict.Forged, await Verify(Signed("WH2")));
    }

    public void Dispose()
    {
        _names.Dispose();
        _payPal.Dispose();
        _certificates.Dispose();
    }

    private Task<PayPalVerdict> Verify(PayPalTransmission transmission) =>
        _verification.Verify(transmission, Body, Stop);

    private PayPalTransmission Signed(string webhook = "WH1")
    {
        var sent = new PayPalTransmission("T1", "2026-11-22T05:00:00Z", "", Address);
        return sent with { Signature = _names.Sign(sent.Message(webhook, Body)) };
    }
}
