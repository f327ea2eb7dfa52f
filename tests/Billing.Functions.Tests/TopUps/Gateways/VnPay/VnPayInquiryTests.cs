using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayInquiryTests
{
    private static readonly int[] NoObject = [1];

    private static readonly string[] Asked =
    [
        "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef", "vnp_TransactionDate",
        "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
    ];

    private static readonly string[] Hashed =
    [
        "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
        "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
        "vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount",
    ];

    private static readonly VnPayInquiry Question =
        VnPayInquiry.About(SomeTopUp.TopUp(), SomeTopUp.Terminal, SomeTopUp.Now.AddMinutes(3));

    [Fact]
    public void A_question_names_the_payment_as_it_was_created()
    {
        var body = Question.Body;

        Assert.Equal("20261122120000", body["vnp_TransactionDate"]);
        Assert.Equal("20261122120300", body["vnp_CreateDate"]);
        Assert.Equal(32, body["vnp_RequestId"].Length);
        var hashed = string.Join('|', Asked.Select(name => body[name]));
        Assert.Equal(VnPaySignature.Sign(SomeTopUp.Terminal.Secret, hashed), body["vnp_SecureHash"]);
    }

    [Fact]
    public void No_two_questions_share_a_request_id() => Assert.NotEqual(
        Question.Body["vnp_RequestId"],
        VnPayInquiry.About(SomeTopUp.TopUp(), SomeTopUp.Terminal, SomeTopUp.Now.AddMinutes(16)).Body["vnp_RequestId"]);

    [Fact]
    public void A_paid_answer_is_paid_whether_its_amount_is_text_or_a_number()
    {
        var paid = new PaymentResult.Paid(SomeTopUp.Paid, "14600001", new(2026, 11, 22, 5, 1, 30, TimeSpan.Zero));

        Assert.Equal(paid, Read(Answer()));
        Assert.Equal(paid, Read(Answer("vnp_Amount", 50000000)));
    }

    [Theory]
    [InlineData("vnp_TransactionStatus", "01", typeof(PaymentResult.Unfinished))]
    [InlineData("vnp_TransactionStatus", "02", typeof(PaymentResult.Declined))]
    [InlineData("vnp_TransactionStatus", "04", typeof(PaymentResult.Doubtful))]
    [InlineData("vnp_TransactionType", "02", typeof(PaymentResult.Doubtful))]
    [InlineData("vnp_Amount", "500000.5", typeof(PaymentResult.Doubtful))]
    [InlineData("vnp_ResponseCode", "91", typeof(PaymentResult.Unknown))]
    [InlineData("vnp_ResponseCode", "94", typeof(PaymentResult.Unanswered))]
    [InlineData("vnp_ResponseCode", "97", typeof(PaymentResult.Unanswered))]
    [InlineData("vnp_TmnCode", "OTHER001", typeof(PaymentResult.Unanswered))]
    [InlineData("vnp_TxnRef", "01KAN0000000000000000000T2", typeof(PaymentResult.Unanswered))]
    public void Each_field_of_an_answer_counts(string field, string value, Type verdict) =>
        Assert.IsType(verdict, Read(Answer(field, value)));

    [Fact]
    public void An_answer_that_is_not_signed_says_nothing()
    {
        var changed = Answer("vnp_TransactionStatus", "02");
        changed["vnp_TransactionStatus"] = "00";

        Assert.IsType<PaymentResult.Unanswered>(Read(changed));
        Assert.IsType<PaymentResult.Unanswered>(Question.Read(JsonSerializer.SerializeToElement(NoObject)));
        Assert.IsType<PaymentResult.Unanswered>(Question.Read(JsonSerializer.SerializeToElement(new { })));
    }

    private static PaymentResult Read(JsonObject answer) => Question.Read(JsonSerializer.SerializeToElement(answer));

    private static JsonObject Answer(string? field = null, object? value = null)
    {
        var answer = new JsonObject
        {
            ["vnp_ResponseId"] = "r1",
            ["vnp_Command"] = "querydr",
            ["vnp_ResponseCode"] = "00",
            ["vnp_Message"] = "QueryDR Success",
            ["vnp_TmnCode"] = SomeTopUp.Terminal.Code,
            ["vnp_TxnRef"] = SomeTopUp.Id.Value,
            ["vnp_Amount"] = "50000000",
            ["vnp_BankCode"] = "NCB",
            ["vnp_PayDate"] = "20261122120130",
            ["vnp_TransactionNo"] = "14600001",
            ["vnp_TransactionType"] = "01",
            ["vnp_TransactionStatus"] = "00",
            ["vnp_OrderInfo"] = "Top-up",
            ["vnp_PromotionCode"] = "",
        };
        if (field is not null) answer[field] = JsonSerializer.SerializeToNode(value);
        var hashed = string.Join('|', Hashed.Select(name => answer[name]?.ToString() ?? ""));
        answer["vnp_SecureHash"] = VnPaySignature.Sign(SomeTopUp.Terminal.Secret, hashed);
        return answer;
    }
}
