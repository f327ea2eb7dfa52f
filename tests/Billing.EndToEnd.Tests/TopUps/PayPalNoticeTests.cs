using System.Text.Json.Nodes;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// The listed bad inputs of PayPal's notices, over HTTP against the running app; numbers are those of the list.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class PayPalNoticeTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> SpoiltCases => [.. PayPalNoticeCases.Spoilt.Select(row => row.Case)];

    [Theory, MemberData(nameof(SpoiltCases))]
    public async Task A_notice_that_is_not_PayPals_touches_nothing(string name)
    {
        var spoil = PayPalNoticeCases.Spoilt.Single(row => row.Case == name).Spoil;
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED");
        var headers = await world.Sign(notice.ToJsonString(), Stop);
        using var trap = PayPalNoticeCases.Trap();
        spoil(headers, $"{trap.LocalEndpoint}");

        await Refused(world, notice, headers);

        Assert.False(trap.Pending());
        Assert.Equal(200, await world.Send(notice, Stop));
        Assert.Equal(PayPalWorld.Cents, await world.Buyer.Credit(Stop));
    }

    [Theory]
    [InlineData("61 self-signed", "?certificate=CERT-self-signed")]
    [InlineData("61 expired", "?certificate=CERT-expired")]
    [InlineData("61 another name", "?certificate=CERT-other-name")]
    [InlineData("61 the root itself", "?certificate=CERT-root")]
    [InlineData("64 another webhook", "?webhookId=OTHERWEBHOOK")]
    public async Task A_notice_that_somebody_else_signed_touches_nothing(string name, string signed)
    {
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED");

        await Refused(world, notice, await world.Sign(notice.ToJsonString(), Stop, signed));

        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Case_63_a_space_makes_it_another_notice()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED");
        var (text, before) = (notice.ToJsonString(), await world.Buyer.Rows(Stop));

        Assert.Equal(400, await world.Send($"{text} ", await world.Sign(text, Stop), Stop));

        Assert.Equal((before, null), (await world.Buyer.Rows(Stop), await world.Outcome(notice, Stop)));
    }

    [Fact]
    public async Task Case_65_when_neither_certificate_nor_PayPal_can_be_had_it_must_come_again()
    {
        var failure = new { kind = "500", call = "verify", times = 3 };
        var world = await PayPalWorld.Open(host, Stop, new { failure });
        var (notice, headers) = await FromDeadHost(world);
        var before = await world.Buyer.Rows(Stop);

        Assert.Equal(503, await world.Send(notice.ToJsonString(), headers, Stop));

        Assert.Equal((before, null), (await world.Buyer.Rows(Stop), await world.Outcome(notice, Stop)));
        Assert.Equal(200, await world.Send(notice.ToJsonString(), headers, Stop));
        Assert.Equal(PayPalWorld.Cents, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_66_when_only_PayPal_can_be_asked_its_word_counts()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var (notice, headers) = await FromDeadHost(world);
        var before = await world.Buyer.Rows(Stop);

        Assert.Equal(400, await world.Send($"{notice.ToJsonString()} ".Replace("25.00", "26.00"), headers, Stop));
        Assert.Equal((before, null), (await world.Buyer.Rows(Stop), await world.Outcome(notice, Stop)));

        Assert.Equal(200, await world.Send(notice.ToJsonString(), headers, Stop));
        Assert.Equal(PayPalWorld.Cents, await world.Buyer.Credit(Stop));
    }

    [Fact]
    public async Task Case_66_when_PayPal_does_not_answer_in_time_it_must_come_again()
    {
        var failure = new { kind = "timeout", call = "verify", times = 3 };
        var world = await PayPalWorld.Open(host, Stop, new { failure });
        var (notice, headers) = await FromDeadHost(world);

        Assert.Equal(503, await world.Send(notice.ToJsonString(), headers, Stop));

        Assert.Null(await world.Outcome(notice, Stop));
        await world.Buyer.Order(new { }, Stop);
    }

    [Theory]
    [InlineData("not JSON", "{")]
    [InlineData("empty", "")]
    [InlineData("no object", "[]")]
    [InlineData("no event_type", """{"id":"WH-1","resource":{}}""")]
    [InlineData("no resource", """{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED"}""")]
    [InlineData("resource is a text", """{"id":"WH-1","event_type":"X","resource":"x"}""")]
    public async Task Case_67_signed_and_no_notice(string name, string body)
    {
        var world = await PayPalWorld.Open(host, Stop);
        var before = await world.Buyer.Rows(Stop);

        Assert.True(await world.Send(body, await world.Sign(body, Stop), Stop) == 400, name);

        Assert.Equal(before, await world.Buyer.Rows(Stop));
    }

    [Fact]
    public async Task Other_methods_other_types_and_too_much_are_refused_as_such()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var (before, text) = (await world.Buyer.Rows(Stop), world.Captured("COMPLETED").ToJsonString());
        var headers = await world.Sign(text, Stop);

        Assert.Equal(405, await world.Send(text, headers, Stop, method: "GET"));
        Assert.Equal(405, await world.Send(text, headers, Stop, method: "PUT"));
        Assert.Equal(415, await world.Send(text, headers, Stop, type: "text/plain"));
        Assert.Equal(415, await world.Send(text, headers, Stop, type: null));
        Assert.Equal(413, await world.Send(new string(' ', 300_000) + text, headers, Stop));

        Assert.Equal(before, await world.Buyer.Rows(Stop));
    }

    private static async Task Refused(PayPalWorld world, JsonObject notice, Dictionary<string, string> headers)
    {
        var before = await world.Buyer.Rows(Stop);

        Assert.Equal(400, await world.Send(notice.ToJsonString(), headers, Stop));

        Assert.Equal((before, null), (await world.Buyer.Rows(Stop), await world.Outcome(notice, Stop)));
        Assert.Equal(TopUpStatus.Pending, await world.Status(Stop));
    }

    private static async Task<(JsonObject Notice, Dictionary<string, string> Headers)> FromDeadHost(PayPalWorld world)
    {
        var notice = world.Captured("COMPLETED");
        var headers = await world.Sign(notice.ToJsonString(), Stop);
        headers["PAYPAL-CERT-URL"] = $"{PayPalWorld.DeadHost}/v1/notifications/certs/CERT-messages";
        return (notice, headers);
    }
}
