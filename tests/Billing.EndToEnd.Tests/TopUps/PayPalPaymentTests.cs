using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// Whole payments through PayPal, with calls that fail at every place; numbers are those of the list.
/// </summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class PayPalPaymentTests(TopUpHost host)
{
    private static readonly string[] Calls = ["token", "create", "get", "capture"];
    private static readonly string[] Kinds = ["401", "429", "500", "reset", "cut"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every call of a payment with every failure, before it took effect and after.</summary>
    public static TheoryData<string, string, bool> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var call in Calls)
                foreach (var kind in Kinds)
                    foreach (var after in (bool[])[false, true]) rows.Add(call, kind, after);
            rows.Add("create", "timeout", true);
            rows.Add("capture", "timeout", true);
            return rows;
        }
    }

    [Fact]
    public async Task An_approved_payment_is_credited_before_the_browser_is_back()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });

        using var back = await world.Buyer.Host.Http.GetAsync(await world.Approve(Stop), Stop);

        Assert.Equal(new Uri(world.Buyer.Host.Page, $"?topUp={world.TopUp}"), back.Headers.Location);
        Assert.Equal("success", await world.Buyer.Shown(world.TopUp, Stop));
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"notice":{"copies":5,"delayMilliseconds":200}}""")]
    [InlineData("""{"notice":{"reorder":true}}""")]
    [InlineData("""{"notice":{"corruptSignature":true},"noticeIntervalMilliseconds":300}""")]
    public async Task Without_the_browser_the_notices_suffice(string orders)
    {
        var world = await PayPalWorld.Open(host, Stop, System.Text.Json.Nodes.JsonNode.Parse(orders));

        await world.Approve(Stop);

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Fact]
    public async Task Without_browser_and_notices_the_poll_finds_it()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        await world.Approve(Stop);
        Assert.Null(await world.RealCapture(Stop));

        await world.Poll(Stop);

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Fact]
    public async Task Case_83_somebody_elses_token_opens_nothing()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        var other = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        var back = (await world.Approve(Stop)).AbsoluteUri;
        var before = await world.Buyer.Rows(Stop);
        string[] wrong =
        [
            back.Replace(world.Order, other.Order), back.Replace(world.TopUp, other.TopUp),
            back.Replace(world.Order, ""), back.Replace($"token={world.Order}", "x=1"),
            $"{back}&token={world.Order}", back.Replace(world.TopUp, "' OR 1=1"), back.Replace("topUp=", "x="),
        ];

        foreach (var address in wrong) Assert.Equal(404, await world.Return(new(address), Stop));

        Assert.Null(await world.RealCapture(Stop));
        Assert.Equal(before, await world.Buyer.Rows(Stop));
    }

    [Fact]
    public async Task Case_84_what_was_not_approved_is_not_captured()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var back = new Uri(
            world.Buyer.Host.Address, $"api/v1/payments/paypal/return?topUp={world.TopUp}&token={world.Order}");

        Assert.Equal(302, await world.Return(back, Stop));

        Assert.Null(await world.RealCapture(Stop));
        await world.Becomes(TopUpStatus.Pending, 0, Stop);
    }

    [Fact]
    public async Task Case_84_after_a_declined_instrument_the_customer_can_try_again()
    {
        var capture = new { outcome = "INSTRUMENT_DECLINED" };
        var world = await PayPalWorld.Open(host, Stop, new { capture, notice = new { drop = true } });
        Assert.Equal(302, await world.Return(await world.Approve(Stop), Stop));
        await world.Becomes(TopUpStatus.Pending, 0, Stop);

        Assert.Equal(302, await world.Return(await world.Approve(Stop), Stop));

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Theory]
    [InlineData("COMPLETED", TopUpStatus.Success, PayPalWorld.Cents)]
    [InlineData("DENIED", TopUpStatus.Failed, 0)]
    public async Task A_pending_capture_ends_as_PayPal_decides(string decision, TopUpStatus end, long cents)
    {
        var capture = new { outcome = "PENDING", reason = "ECHECK" };
        var world = await PayPalWorld.Open(host, Stop, new { capture });
        await world.Return(await world.Approve(Stop), Stop);
        await world.Becomes(TopUpStatus.Pending, 0, Stop);

        await world.Control($"settle?capture={await world.RealCapture(Stop)}&status={decision}", Stop);

        await world.Becomes(end, cents, Stop);
    }

    [Theory]
    [InlineData("24.00", "")]
    [InlineData("", "EUR")]
    public async Task A_capture_of_other_money_is_for_a_person(string value, string currency)
    {
        var world = await PayPalWorld.Open(host, Stop, new { capture = new { value, currency } });

        await world.Return(await world.Approve(Stop), Stop);

        await world.Becomes(TopUpStatus.NeedsReview, 0, Stop);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task A_call_that_fails_once_costs_nothing(string call, string kind, bool after)
    {
        var failure = new { kind, call, after, times = 1 };
        var isLater = call is "capture" or "get";
        var orders = new { notice = new { drop = true }, failure };
        var world = await PayPalWorld.Open(host, Stop, isLater ? new { orders.notice } : orders);
        if (isLater) await world.Buyer.Order(orders, Stop);

        Assert.Equal(302, await world.Return(await world.Approve(Stop), Stop));

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
        await world.Buyer.Order(new { }, Stop);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        var failure = new { kind = "401", call = "capture", times = 1 };
        await world.Buyer.Order(new { notice = new { drop = true }, failure, tokenSeconds = 1 }, Stop);

        await world.Return(await world.Approve(Stop), Stop);

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
        await world.Buyer.Order(new { tokenSeconds = 32_400 }, Stop);
    }

    [Fact]
    public async Task What_is_secret_is_never_in_the_log()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED").ToJsonString();
        var headers = await world.Sign(notice, Stop);
        Assert.Equal(400, await world.Send($"{notice} ", headers, Stop));
        await world.Return(await world.Approve(Stop), Stop);
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);

        var log = world.Buyer.Host.Output;

        Assert.Contains(headers["PAYPAL-TRANSMISSION-ID"], log, StringComparison.Ordinal);
        string[] secrets =
            ["sandbox-only-client-secret", "A21AA", "Basic ", "Bearer ", headers["PAYPAL-TRANSMISSION-SIG"][..20]];
        foreach (var secret in secrets) Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }
}
