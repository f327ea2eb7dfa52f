using System.Text.Json.Nodes;
using Billing.TopUps;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>What genuine notices of PayPal come to, also wrong ones; numbers are those of the list.</summary>
[Collection(TopUpHost.OneAtATime)]
public sealed class PayPalNewsTests(TopUpHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_68_an_approval_alone_is_no_money()
    {
        var world = await PayPalWorld.Open(host, Stop);

        Assert.Equal(200, await world.Send(world.Approved(), Stop));

        Assert.Null(await world.RealCapture(Stop));
        await world.Becomes(TopUpStatus.Pending, 0, Stop);
    }

    [Fact]
    public async Task Case_69_approvals_and_returns_at_once_are_one_capture()
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        var back = await world.Approve(Stop);
        var approvals = Enumerable.Range(0, 5).Select(_ => world.Send(world.Approved(), Stop));
        var returns = Enumerable.Range(0, 5).Select(_ => world.Return(back, Stop));

        var answers = await Task.WhenAll([.. approvals, .. returns, world.Poll(Stop).ContinueWith(_ => 200)]);

        Assert.All(answers, answer => Assert.True(answer is 200 or 302, $"{answer}"));
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
        Assert.Equal(await world.RealCapture(Stop), (await world.Buyer.Inside(world.TopUp, Stop)).Transaction);
    }

    [Fact]
    public async Task Case_70_a_completed_order_with_a_declined_capture_failed()
    {
        var world = await PayPalWorld.Open(host, Stop);

        Assert.Equal(200, await world.Send(world.Completed("DECLINED"), Stop));

        await world.Becomes(TopUpStatus.Failed, 0, Stop);
    }

    [Theory]
    [InlineData("71 a cent less", "\"24.99\"", "USD")]
    [InlineData("73 a comma", "\"25,00\"", "USD")]
    [InlineData("73 no number", "\"NaN\"", "USD")]
    [InlineData("73 an exponent", "\"1e2\"", "USD")]
    [InlineData("73 below zero", "\"-25.00\"", "USD")]
    [InlineData("73 no text", "25.00", "USD")]
    [InlineData("74 another currency", "\"25.00\"", "EUR")]
    public async Task Money_that_is_not_what_was_asked_for_is_for_a_person(string name, string value, string currency)
    {
        var world = await PayPalWorld.Open(host, Stop);

        Assert.Equal(200, await world.Send(world.Captured("COMPLETED", JsonNode.Parse(value), currency), Stop));

        Assert.True(await world.Status(Stop) == TopUpStatus.NeedsReview, name);
        Assert.Equal(0, await world.Buyer.Credit(Stop));
        Assert.Equal("pending", await world.Buyer.Shown(world.TopUp, Stop));
    }

    [Theory]
    [InlineData("25.0")]
    [InlineData("25")]
    public async Task Case_72_the_same_number_is_the_same_amount(string value)
    {
        var world = await PayPalWorld.Open(host, Stop);

        Assert.Equal(200, await world.Send(world.Captured("COMPLETED", value), Stop));

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Fact]
    public async Task Case_75_yen_with_decimals_are_as_good_and_never_sent()
    {
        var world = await PayPalWorld.Open(host, Stop, purchase: new("US", "JPY", "paypal", "3000"));

        Assert.Equal(200, await world.Send(world.Captured("COMPLETED", "3000.00", "JPY"), Stop));

        Assert.Equal(3_000, await world.Buyer.Credit(Stop));
        Assert.Equal("3000", (await world.AtPayPal(Stop))["amount"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_76_news_of_nobodys_payment_is_kept()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED");
        notice["resource"]!["custom_id"] = "01KAN0000000000000000000T1";
        var stranger = world.Captured("COMPLETED", capture: "UNKNOWN");
        stranger["resource"]!["custom_id"] = "' OR 1=1";
        stranger["resource"]!["supplementary_data"] = null;
        var before = await world.Buyer.Rows(Stop);

        Assert.Equal(200, await world.Send(notice, Stop));
        Assert.Equal(200, await world.Send(stranger, Stop));

        Assert.Equal("Unmatched", await world.Outcome(notice, Stop));
        Assert.Equal("Unmatched", await world.Outcome(stranger, Stop));
        Assert.Equal(before, await world.Buyer.Rows(Stop));
    }

    [Fact]
    public async Task Case_77_the_same_notice_and_the_same_capture_count_once()
    {
        var world = await PayPalWorld.Open(host, Stop);
        var notice = world.Captured("COMPLETED");

        Assert.Equal(200, await world.Send(notice, Stop));
        Assert.Equal(200, await world.Send(notice, Stop));
        Assert.Equal(200, await world.Send(world.Captured("COMPLETED"), Stop));

        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }

    [Theory]
    [InlineData("PENDING COMPLETED", TopUpStatus.Success)]
    [InlineData("COMPLETED PENDING", TopUpStatus.Success)]
    [InlineData("PENDING", TopUpStatus.Pending)]
    [InlineData("PENDING DENIED", TopUpStatus.Failed)]
    [InlineData("COMPLETED DENIED", TopUpStatus.Success)]
    [InlineData("DECLINED", TopUpStatus.Failed)]
    public async Task Cases_78_and_79_the_order_of_news_of_a_capture_does_not_matter(string news, TopUpStatus end)
    {
        var world = await PayPalWorld.Open(host, Stop);

        foreach (var kind in news.Split(' ')) Assert.Equal(200, await world.Send(world.Captured(kind), Stop));

        await world.Becomes(end, end == TopUpStatus.Success ? PayPalWorld.Cents : 0, Stop);
    }

    [Theory]
    [InlineData("approval")]
    [InlineData("order")]
    [InlineData("capture")]
    public async Task Twenty_copies_at_once_credit_once(string kind)
    {
        var world = await PayPalWorld.Open(host, Stop, new { notice = new { drop = true } });
        if (kind == "approval") await world.Approve(Stop);
        var notice = kind switch
        {
            "approval" => world.Approved(),
            "order" => world.Completed("COMPLETED"),
            _ => world.Captured("COMPLETED"),
        };
        var text = notice.ToJsonString();
        var headers = await world.Sign(text, Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Send(text, headers, Stop)));

        Assert.All(answers, answer => Assert.Equal(200, answer));
        await world.Becomes(TopUpStatus.Success, PayPalWorld.Cents, Stop);
    }
}
