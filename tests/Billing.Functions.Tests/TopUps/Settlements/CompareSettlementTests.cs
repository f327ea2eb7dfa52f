using System.Text;
using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Settlements;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps.Settlements;

public sealed class CompareSettlementTests(Azurite azurite)
{
    private const string Header = "transaction,amount,currency\n";

    [Fact]
    public async Task Transfers_of_a_day_are_held_against_the_banks_list_and_the_last_answer_is_kept()
    {
        var office = await TransferOffice.Open(azurite);
        var topUp = await office.Started("900000");
        var (same, other, lost, stray, day) =
            (NewId(), NewId(), NewId(), NewId(), "2019-03-04");
        await Receive(office, same, "100000", topUp.GatewayId!, day);
        await Receive(office, other, "200000", topUp.GatewayId!, day);
        await Receive(office, lost, "300000", topUp.GatewayId!, day);
        await Receive(office, stray, "50000", "no code", day);
        var file = $"{Header}{same},100000,VND\n{other},200001,VND\n{stray},50000,VND\n";

        var answer = await Compare(office, "bank-transfer", day, file);
        var kept = await Kept(office, "bank-transfer", day);

        var json = JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
        var difference = json.GetProperty("difference");
        Assert.Equal([stray], Ids(difference, "missingHere"));
        Assert.Equal([lost], Ids(difference, "missingThere"));
        Assert.Equal([other], Ids(difference, "amountDiffers"));
        var sum = difference.GetProperty("sums")[0];
        Assert.Equal("350001", sum.GetProperty("listed").GetProperty("amount").GetString());
        Assert.Equal("600000", sum.GetProperty("counted").GetProperty("amount").GetString());
        Assert.Equal("-249999", sum.GetProperty("difference").GetProperty("amount").GetString());
        Assert.Equal(json.ToString(), kept);
    }

    [Fact]
    public async Task A_capture_that_was_told_of_on_both_sides_of_midnight_counts_once()
    {
        var office = await TransferOffice.Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        var before = new PaymentResult.Paid(topUp.Total, id, new(2017, 5, 1, 23, 59, 59, TimeSpan.Zero));
        var asVnPay = topUp with { Method = PayMethod.VnPay };
        await office.Desk.Settle(asVnPay, before, ResultSource.Poll, default);
        await office.Desk.Settle(
            asVnPay, before with { PaidAt = before.PaidAt!.Value.AddSeconds(1) }, ResultSource.Poll, default);

        var answer = await Compare(office, "vnpay", "2017-05-01", $"{Header}{id},500000,VND\n", "UTC");

        var json = JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
        var sum = json.GetProperty("difference").GetProperty("sums")[0];
        Assert.Equal("500000", sum.GetProperty("counted").GetProperty("amount").GetString());
        Assert.Equal("0", sum.GetProperty("difference").GetProperty("amount").GetString());
    }

    [Theory]
    [InlineData("UTC", "2018-05-01", "2018-05-01", "-")]
    [InlineData("UTC", "2018-05-02", "2018-05-01", "-")]
    [InlineData("Asia/Ho_Chi_Minh", "2018-05-02", "2018-05-02", "-")]
    [InlineData("Asia/Ho_Chi_Minh", "2018-05-01", "none", "-")]
    [InlineData("UTC", "2018-05-01", "none", "missingThere")]
    [InlineData("Asia/Ho_Chi_Minh", "2018-05-02", "none", "missingThere")]
    public async Task The_day_is_the_gateways_own(string zone, string day, string listedOn, string expected)
    {
        var office = await TransferOffice.Open(azurite);
        var (topUp, id) = (await office.Started(), NewId());
        var paid = new PaymentResult.Paid(topUp.Total, id, new(2018, 5, 1, 18, 30, 0, TimeSpan.Zero));
        await office.Desk.Settle(topUp with { Method = PayMethod.VnPay }, paid, ResultSource.Poll, default);
        var file = listedOn == "none" ? Header : $"{Header}{id},500000,VND\n";

        var answer = await Compare(office, "vnpay", day, file, zone);

        var json = JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
        string[] kinds = ["missingHere", "missingThere", "amountDiffers"];
        var found = kinds.Where(kind => Ids(json.GetProperty("difference"), kind).Contains(id));
        Assert.Equal(expected, string.Join(' ', found.DefaultIfEmpty("-")));
    }

    [Fact]
    public async Task A_bad_request_is_refused_by_what_is_wrong_with_it_and_keeps_nothing()
    {
        var office = await TransferOffice.Open(azurite);
        const string Day = "2017-01-01";

        var lines = await Compare(office, "stripe", Day, $"{Header}a,1\nb,x,VND");
        Assert.Equal("422 invalid", lines.Summary());
        Assert.Equal(["line 2:columns", "line 3:amount"], lines.Faults());
        Assert.Equal(["timeZone:invalid"], (await Compare(office, "stripe", Day, Header, "Mars")).Faults());
        Assert.Equal("404 not_found", (await Compare(office, "nobody", Day, Header)).Summary());
        Assert.Equal("404 not_found", (await Compare(office, "stripe", "1.1.2017", Header)).Summary());
        Assert.Equal("404 not_found", (await Compare(office, "stripe", "0001-01-01", Header)).Summary());
        Assert.Equal(
            "413 too_large",
            (await Compare(office, "stripe", Day, new string('x', SettlementFile.MaxBytes + 1))).Summary());
        var json = SomeRequest.Json("{}");
        Assert.Equal("415 media_type", (await Verb(office).Run(json, "stripe", Day, default)).Summary());
        Assert.Equal("404 not_found", await Kept(office, "stripe", Day));
    }

    [Fact]
    public async Task The_longest_answer_is_kept_whole()
    {
        var office = await TransferOffice.Open(azurite);
        var file = new StringBuilder(Header);
        for (var number = 0; file.Length < SettlementFile.MaxBytes - 200; number++)
            file.Append(number.ToString("D5", null)).Append(new string('x', 95)).Append(",1,VND\n");

        var answer = await Compare(office, "paypal", "2017-01-02", file.ToString());

        var json = JsonSerializer.Serialize(Assert.IsType<OkObjectResult>(answer).Value, Json.Options);
        Assert.Equal(json, await Kept(office, "paypal", "2017-01-02"));
    }

    private static string NewId() => TransferOffice.NewId();

    private static Task<IActionResult> Receive(
        TransferOffice office, string id, string amount, string remittance, string receivedOn) => office.Record(
            JsonSerializer.Serialize(new
            {
                transactionId = id,
                amount = new { amount, currency = "VND" },
                receivedOn,
                remittance,
            }));

    private static Task<IActionResult> Compare(
        TransferOffice office, string method, string date, string file, string? zone = null)
    {
        var request = SomeRequest.Bytes(Encoding.UTF8.GetBytes(file), "text/csv; charset=utf-8");
        request.HttpContext.SetCaller(new("ann", [Role.Finance]));
        if (zone is not null) request.QueryString = new($"?timeZone={Uri.EscapeDataString(zone)}");
        return Verb(office).Run(request, method, date, default);
    }

    private static CompareSettlement Verb(TransferOffice office) => new(
        new(office.Captures, office.TopUps), office.Settlements,
        [office.Gateway, new Way(PayMethod.VnPay), new Way(PayMethod.Stripe), new Way(PayMethod.PayPal)],
        office.Clock);

    private static async Task<string> Kept(TransferOffice office, string method, string date)
    {
        var answer = await new GetSettlement(office.Settlements).Run(SomeRequest.Query(""), method, date, default);
        return answer is ContentResult content ? content.Content! : answer.Summary();
    }

    private static IEnumerable<string?> Ids(JsonElement difference, string kind) => difference
        .GetProperty(kind).GetProperty("items").EnumerateArray()
        .Select(item => item.GetProperty("transaction").GetString());

    /// <summary>A way to pay that is known by its name alone.</summary>
    private sealed record Way(PayMethod Method) : IPaymentGateway
    {
        public PaymentTimes Times => throw new NotSupportedException();

        public Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop) => throw new NotSupportedException();

        public Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop) =>
            throw new NotSupportedException();
    }
}
