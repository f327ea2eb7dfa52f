using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.TopUps;

namespace Billing.EndToEnd.Tests.Plans;

/// <summary>
/// Plans that are paid over HTTP on the running app: on the page of VNPay, by bank transfer, from the balance, twice.
/// </summary>
public sealed class PlanPaymentsTests(PlanHost host) : IClassFixture<PlanHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_that_is_paid_on_the_gateways_page_covers_once_however_often_the_news_comes()
    {
        var payer = await PlanPayer.Confirmed(host, "pays-on-page", Buyer.Dong, Stop);
        var started = await payer.Start("vnpay", Stop);
        Assert.Equal("awaitingPayment", await payer.Status(Stop));

        var back = await payer.Buyer.Press(started, "pay", Stop);

        await payer.Paid("0", Stop);
        var before = await payer.Rows(Stop);
        for (var time = 1; time <= 3; time++) Assert.Equal("02", await payer.Notice(back.Query, Stop));
        Assert.Equal(before, await payer.Rows(Stop));
        await payer.Paid("0", Stop);
        Assert.Empty(await payer.Payments("", Stop));
        var listed = Assert.Single(await payer.Payments("?type=plan", Stop))!;
        Assert.Equal($"{started["topUpId"]}", $"{listed["id"]}");
        Assert.Equal((payer.Plan, "success", "vnpay"), (
            $"{listed["for"]!["plan"]}", $"{listed["status"]}", $"{listed["method"]}"));
        Assert.Null(listed["credited"]);
        await payer.ReceiptNamesPlan($"{listed["id"]}", Stop);
    }

    [Fact]
    public async Task Two_notices_at_once_pay_a_plan_once()
    {
        var payer = await PlanPayer.Confirmed(host, "pays-by-twins", Buyer.Dong, Stop);
        var query = $"?{VnPayNoticeCases.Good($"{(await payer.Start("vnpay", Stop))["topUpId"]}")}";

        var answers = await Task.WhenAll(payer.Notice(query, Stop), payer.Notice(query, Stop));

        Assert.Equal(["00", "02"], answers.Order());
        for (var time = 1; time <= 3; time++) Assert.Equal("02", await payer.Notice(query, Stop));
        await payer.Paid("0", Stop);
        Assert.Single(await payer.Payments("?type=plan", Stop));
    }

    [Fact]
    public async Task A_plan_that_is_paid_twice_by_two_ways_keeps_one_payment_and_the_other_is_credit()
    {
        var payer = await PlanPayer.Confirmed(host, "pays-twice", Buyer.Dong, Stop);
        var page = await payer.Start("vnpay", Stop);
        var transfer = await payer.Start("bank-transfer", Stop);

        await payer.Buyer.Press(page, "pay", Stop);
        await payer.Paid("0", Stop);
        Assert.Equal("applied credited", await payer.Transfer(transfer, "pays-twice-1", Buyer.Dong, Stop));

        await payer.Paid($"{Buyer.Dong}", Stop);
        var payments = await payer.Payments("?type=plan", Stop);
        Assert.Equal(
            ["bank-transfer 500000", "vnpay "],
            payments.Select(it => $"{it!["method"]} {it["credited"]?["amount"]}").Order());
        Assert.Equal((409, "paid_already"), Said(await payer.Pay("vnpay", "again", Stop)));
    }

    [Fact]
    public async Task A_bank_transfer_in_two_parts_pays_once_both_are_there()
    {
        var payer = await PlanPayer.Confirmed(host, "pays-in-parts", Buyer.Dong, Stop);
        var started = await payer.Start("bank-transfer", Stop);

        Assert.Equal("applied part", await payer.Transfer(started, "parts-1", 200_000, Stop));
        Assert.Equal("awaitingPayment", await payer.Status(Stop));
        Assert.Equal("0", await payer.TopUp(Stop));
        Assert.Equal("applied credited", await payer.Transfer(started, "parts-2", 300_000, Stop));
        Assert.Equal("applied credited", await payer.Transfer(started, "parts-2", 300_000, Stop));

        await payer.Paid("0", Stop);
        await payer.ReceiptNamesPlan($"{started["topUpId"]}", Stop);
    }

    [Fact]
    public async Task A_balance_of_exactly_the_price_pays_it_and_is_empty_then()
    {
        var payer = await PlanPayer.Confirmed(host, "pays-from-balance", Buyer.Dong, Stop);
        await payer.Fund(Stop);

        var first = await payer.Pay("balance", "once", Stop);
        var again = await payer.Pay("balance", "once", Stop);
        var anew = await payer.Pay("balance", "twice", Stop);

        Assert.Equal((201, false, true, false), (first.Status, first.IsRepeat, again.IsRepeat, anew.IsRepeat));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(first.Body.ToJsonString(), anew.Body!.ToJsonString());
        await payer.Paid("0", Stop);
        Assert.Equal("vnpay", $"{Assert.Single(await payer.Payments("", Stop))!["method"]}");
        var listed = Assert.Single(await payer.Payments("?type=plan", Stop))!;
        Assert.Equal("balance", $"{listed["method"]}");
        await payer.ReceiptNamesPlan($"{listed["id"]}", Stop);
    }

    [Fact]
    public async Task A_balance_that_is_one_unit_short_is_left_alone()
    {
        var payer = await PlanPayer.Confirmed(host, "one-dong-short", Buyer.Dong + 1, Stop);
        await payer.Fund(Stop);

        var answer = await payer.Pay("balance", "short", Stop);

        Assert.Equal((402, "insufficient_credit"), Said(answer));
        Assert.Equal("urn:billing:problem:insufficient_credit", answer.Text("type"));
        Assert.Equal("awaitingPayment", await payer.Status(Stop));
        Assert.Equal($"{Buyer.Dong}", await payer.TopUp(Stop));
        Assert.Empty(await payer.Payments("?type=plan", Stop));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_the_same_payment()
    {
        var payer = await PlanPayer.Confirmed(host, "asks-again", Buyer.Dong, Stop);

        var first = await payer.Pay("vnpay", "ask", Stop);
        var again = await payer.Pay("vnpay", "ask", Stop);
        var anew = await payer.Pay("vnpay", "ask-anew", Stop);
        var other = await payer.Pay("bank-transfer", "ask", Stop);

        Assert.Equal((201, 201, true), (first.Status, again.Status, again.IsRepeat));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal((first.Text("topUpId"), first.Text("redirectUrl")), (
            anew.Text("topUpId"), anew.Text("redirectUrl")));
        Assert.Equal((422, "idempotency_mismatch"), Said(other));
        Assert.Single(await payer.Payments("?type=plan", Stop));
    }

    private static (int Status, string? Code) Said(PlanAnswer answer) => (answer.Status, answer.Code);
}
