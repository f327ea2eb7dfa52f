using System.Text;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeNoticeTests
{
    [Fact]
    public void An_event_is_read_from_its_envelope()
    {
        var notice = Read(Event());

        Assert.Equal(("evt_1", "x", SomeStripe.Now), (notice.Id, notice.Type, notice.At));
        Assert.Equal((false, false, true), (notice.IsLive, notice.IsThin, notice.IsReadable));
        Assert.True(notice.IsAboutSession);
        Assert.Equal(SomeStripe.Session, notice.About.Text("id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"event\"")]
    [InlineData("{\"id\":")]
    [InlineData("""{"object":"event","type":"x","created":1}""")]
    [InlineData("""{"id":"a b","object":"event","type":"x","created":1}""")]
    [InlineData("""{"id":"evt_1","object":"event","created":1}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"x"}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"x","created":"1"}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"x","created":-1}""")]
    [InlineData("""{"id":"evt_1","object":"event","type":"x","created":1e300}""")]
    [InlineData("""{"id":"evt_1","object":"charge","type":"x","created":1}""")]
    public void What_is_no_event_is_refused(string body) =>
        Assert.Throws<FormatException>(() => StripeNotice.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("2026-10-28.endive", true)]
    [InlineData("2026-01-01.endive", true)]
    [InlineData("2025-09-30.clover", false)]
    [InlineData("2020-08-27", false)]
    [InlineData("2026-10-28.preview", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_our_version_of_the_api_is_readable(string? version, bool isReadable) =>
        Assert.Equal(isReadable, Read(Event().With("api_version", version)).IsReadable);

    [Fact]
    public void A_thin_event_is_read_without_its_object()
    {
        var notice = Read(new JsonObject
        {
            ["id"] = "evt_2", ["object"] = "v2.core.event", ["type"] = "v1.billing.meter.error_report_triggered",
            ["created"] = "2026-11-22T05:00:00.123Z", ["livemode"] = true,
        });

        Assert.Equal((true, true, true), (notice.IsThin, notice.IsReadable, notice.IsLive));
        Assert.Equal(2026, notice.At.Year);
    }

    private static JsonObject Event() => SomeStripe.Event("x", SomeStripe.PaidSession());

    private static StripeNotice Read(JsonObject body) => StripeNotice.Read(body.Bytes());
}
