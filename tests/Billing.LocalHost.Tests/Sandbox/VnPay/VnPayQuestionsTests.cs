using System.Text;
using System.Text.Json;
using Billing.LocalHost.Sandbox.VnPay;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Billing.LocalHost.Tests.Sandbox.VnPay;

public sealed class VnPayQuestionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("billing-vnpay-").FullName;
    private readonly VnPayBook _book;
    private readonly VnPayQuestions _questions;

    public VnPayQuestionsTests()
    {
        var merchant =
            new VnPayMerchant("BILLING1", "secret", new("http://localhost/"), Path.Combine(_folder, "state.jsonl"));
        _book = new(merchant, TimeProvider.System);
        _questions = new(_book, merchant);
        _book.Change("REF1", _ => new(
            "REF1", "50000000", "20261122120000", DateTimeOffset.UnixEpoch, "Top-up 1", "http://back/"));
    }

    [Fact]
    public async Task A_question_is_answered_once_and_signed()
    {
        var answer = await Ask(Question("r1"));

        Assert.Equal(("00", "01"), (answer["vnp_ResponseCode"], answer["vnp_TransactionStatus"]));
        var hashed =
            VnPayChecksum.Pipe(answer.Where(field => field.Key != "vnp_SecureHash").Select(field => field.Value));
        Assert.Equal(VnPayChecksum.Hash("secret", hashed), answer["vnp_SecureHash"]);
        Assert.Equal("94", (await Ask(Question("r1")))["vnp_ResponseCode"]);
    }

    [Fact]
    public async Task What_cannot_be_answered_has_its_code()
    {
        var forged = Question("r2");
        forged["vnp_TxnRef"] = "REF2";

        Assert.Equal("97", (await Ask(forged))["vnp_ResponseCode"]);
        Assert.Equal("91", (await Ask(Question("r3", "REF2")))["vnp_ResponseCode"]);
    }

    [Fact]
    public async Task A_settled_payment_is_told_with_its_status()
    {
        _book.Change("REF1", known => known! with { Outcome = new("00", "00", "14600001", "20261122120130") });

        var answer = await Ask(Question("r4"));

        Assert.Equal(
            ("00", "01", "14600001", "50000000"),
            (answer["vnp_TransactionStatus"], answer["vnp_TransactionType"], answer["vnp_TransactionNo"],
                answer["vnp_Amount"]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Dictionary<string, string>> Ask(Dictionary<string, string> question)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(question)));
        var result = await _questions.Answer(http.Request, TestContext.Current.CancellationToken);
        return Assert.IsType<JsonHttpResult<Dictionary<string, string>>>(result).Value!;
    }

    private static Dictionary<string, string> Question(string request, string reference = "REF1")
    {
        var question = new Dictionary<string, string>
        {
            ["vnp_RequestId"] = request, ["vnp_Version"] = "2.1.0", ["vnp_Command"] = "querydr",
            ["vnp_TmnCode"] = "BILLING1",
            ["vnp_TxnRef"] = reference, ["vnp_TransactionDate"] = "20261122120000",
            ["vnp_CreateDate"] = "20261122120300",
            ["vnp_IpAddr"] = "127.0.0.1", ["vnp_OrderInfo"] = "Top-up 1",
        };
        question["vnp_SecureHash"] = VnPayChecksum.Hash("secret", VnPayChecksum.Pipe(question.Values));
        return question;
    }
}
