using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>Answers querydr: what became of a payment, or why that cannot be said; and hands on refunds.</summary>
internal sealed class VnPayQuestions(VnPayBook book, VnPayMerchant merchant)
{
    private readonly VnPayRefunds _refunds = new(book, merchant);

    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(1);

    private static readonly string[] Asked =
    [
        "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef", "vnp_TransactionDate",
        "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
    ];

    public async Task<IResult> Answer(HttpRequest request, CancellationToken stop)
    {
        var failure = book.TakeNextCall();
        if (failure is "500" or "timeout") return await Fail(failure, stop);

        Dictionary<string, string>? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(
                request.Body, cancellationToken: stop);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }

        var answer = Decide(body ?? []);
        book.Note(
            $"{answer["vnp_Command"]} of {answer["vnp_TxnRef"]}: "
            + $"{answer["vnp_ResponseCode"]}/{answer["vnp_TransactionStatus"]}");
        return failure.Length > 0 ? await Fail(failure, stop) : Results.Json(answer);
    }

    private static async Task<IResult> Fail(string how, CancellationToken stop)
    {
        if (how.StartsWith("timeout", StringComparison.Ordinal)) await Task.Delay(Stall, stop);
        return Results.StatusCode(500);
    }

    private Dictionary<string, string> Decide(Dictionary<string, string> body)
    {
        string Field(string name) => body.GetValueOrDefault(name, "");
        var reference = Field("vnp_TxnRef");
        if (Field("vnp_Command") == VnPayRefunds.Command) return _refunds.Decide(body);
        if (Field("vnp_Command") != "querydr") return Signed("03", "Invalid command", reference);
        if (!VnPayChecksum.IsRight(
            merchant.Secret, VnPayChecksum.Pipe(Asked.Select(Field)), Field(VnPayChecksum.HashField)))
            return Signed("97", "Invalid checksum", reference);
        if (Field("vnp_TmnCode") != merchant.Terminal) return Signed("02", "Invalid terminal", reference);
        if (!book.IsNewRequest(Field("vnp_RequestId"))) return Signed("94", "Duplicate request", reference);
        if (book.Find(reference) is not { } payment || payment.CreateDate != Field("vnp_TransactionDate"))
            return Signed("91", "Transaction not found", reference);

        return Signed("00", "QueryDR Success", reference, payment);
    }

    /// <summary>The members in the order in which they are hashed, then the hash.</summary>
    private Dictionary<string, string> Signed(
        string code, string message, string reference, VnPayPayment? payment = null)
    {
        var answer = new Dictionary<string, string>
        {
            ["vnp_ResponseId"] = book.NextTransaction(),
            ["vnp_Command"] = "querydr",
            ["vnp_ResponseCode"] = code,
            ["vnp_Message"] = message,
            ["vnp_TmnCode"] = merchant.Terminal,
            ["vnp_TxnRef"] = reference,
            ["vnp_Amount"] = payment?.Amount ?? "",
            ["vnp_BankCode"] = payment is null ? "" : "NCB",
            ["vnp_PayDate"] = payment?.Outcome?.PayDate ?? "",
            ["vnp_TransactionNo"] = payment?.Outcome?.TransactionNo ?? "",
            ["vnp_TransactionType"] = payment is null ? "" : "01",
            ["vnp_TransactionStatus"] = payment is null ? "" : payment.Outcome?.Status ?? "01",
            ["vnp_OrderInfo"] = payment?.OrderInfo ?? "",
            ["vnp_PromotionCode"] = "",
            ["vnp_PromotionAmount"] = "",
        };
        answer[VnPayChecksum.HashField] = VnPayChecksum.Hash(merchant.Secret, VnPayChecksum.Pipe(answer.Values));
        return answer;
    }
}
