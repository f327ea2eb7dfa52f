using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Sandbox.Stripe;

public sealed class StripeReturnsTests(Azurite azurite)
{
    [Fact]
    public async Task Refunds_add_up_to_the_charge_and_no_further()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var intent = await Paid(host);

        var (_, part) = await host.Call("/v1/refunds", Refund(intent, "1000"), "refund-1");
        var (_, again) = await host.Call("/v1/refunds", Refund(intent, "1000"), "refund-1");
        var (tooMuch, _) = await host.Call("/v1/refunds", Refund(intent, "2001"), "refund-2");
        var (_, rest) = await host.Call("/v1/refunds", Refund(intent, null));
        var (none, over) = await host.Call("/v1/refunds", Refund(intent, null));

        Assert.Equal(part["id"]!.ToString(), again["id"]!.ToString());
        Assert.Equal((400, 400), (tooMuch, none));
        Assert.Equal(2000, rest["amount"]!.GetValue<long>());
        Assert.Equal("charge_already_refunded", over["error"]!["code"]!.ToString());
        var (_, charge) = await host.Call($"/v1/charges/{Charge(intent)}");
        Assert.Equal((3000, true), (charge["amount_refunded"]!.GetValue<long>(), charge["refunded"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_refund_that_fails_gives_the_charge_its_money_back()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var intent = await Paid(host);
        var (_, refund) = await host.Call("/v1/refunds", Refund(intent, "1000"));

        Assert.Equal(200, await host.Control($"/refund-fail?refund={refund["id"]}"));
        Assert.Equal(409, await host.Control($"/refund-fail?refund={refund["id"]}"));

        var (_, charge) = await host.Call($"/v1/charges/{Charge(intent)}");
        Assert.Equal(0, charge["amount_refunded"]!.GetValue<long>());
        await TestHost.EventuallyAsync(() => host.Box.Types.Contains("refund.failed"));
    }

    [Fact]
    public async Task A_dispute_goes_its_way_step_by_step()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        var intent = await Paid(host);

        Assert.Equal(409, await host.Control($"/dispute?intent={intent}&step=withdrawn"));
        foreach (var step in (string[])["opened", "withdrawn", "reinstated", "won"])
            Assert.Equal(200, await host.Control($"/dispute?intent={intent}&step={step}"));

        var (_, dispute) = await host.Call($"/v1/disputes/du_{intent[3..]}");
        Assert.Equal(("won", intent), (dispute["status"]!.ToString(), dispute["payment_intent"]!.ToString()));
        await TestHost.EventuallyAsync(
            () => host.Box.Types.Count(type => type.StartsWith("charge.dispute", StringComparison.Ordinal)) == 4);
    }

    [Fact]
    public async Task Money_may_come_after_the_session_and_a_session_may_end_unpaid()
    {
        await using var host = await StripeSandboxHost.Start(azurite);
        await host.Control("", """{"outcome":"unpaid"}""");
        var (late, unpaid) = (await host.NewSession(), await host.NewSession());

        await host.Control($"/pay?session={late}");
        Assert.Equal("unpaid", (await host.Session(late))["payment_status"]!.ToString());
        await host.Control($"/settle?session={late}&comes=true");
        Assert.Equal(200, (await host.Call($"/v1/checkout/sessions/{unpaid}/expire", [])).Status);

        Assert.Equal("paid", (await host.Session(late))["payment_status"]!.ToString());
        Assert.Equal("expired", (await host.Session(unpaid))["status"]!.ToString());
        await TestHost.EventuallyAsync(() => host.Box.Types.Contains("checkout.session.async_payment_succeeded")
            && host.Box.Types.Contains("checkout.session.expired"));
    }

    private static async Task<string> Paid(StripeSandboxHost host)
    {
        var id = await host.NewSession();
        await host.Control($"/pay?session={id}");
        return (await host.Session(id))["payment_intent"]!["id"]!.ToString();
    }

    private static string Charge(string intent) => $"ch_{intent[3..]}";

    private static Dictionary<string, string> Refund(string intent, string? amount)
    {
        var form = new Dictionary<string, string> { ["payment_intent"] = intent };
        if (amount is not null) form["amount"] = amount;
        return form;
    }
}
