using System.Globalization;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>Takes orders to send money back, once each, up to what was paid.</summary>
internal sealed class VnPayRefunds(VnPayBook book, VnPayMerchant merchant)
{
    public const string Command = "refund";

    private const string Full = "02";
    private const string Partial = "03";

    private static readonly string[] Asked =
    [
        "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TransactionType", "vnp_TxnRef", "vnp_Amount",
        "vnp_TransactionNo", "vnp_TransactionDate", "vnp_CreateBy", "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo",
    ];

    public Dictionary<string, string> Decide(Dictionary<string, string> body)
    {
        string Field(string name) => body.GetValueOrDefault(name, "");
        var reference = Field("vnp_TxnRef");
        if (!VnPayChecksum.IsRight(
            merchant.Secret, VnPayChecksum.Pipe(Asked.Select(Field)), Field(VnPayChecksum.HashField)))
            return Signed("97", "Invalid checksum", body);
        if (Field("vnp_TmnCode") != merchant.Terminal) return Signed("02", "Invalid terminal", body);
        if (!book.IsNewRequest(Field("vnp_RequestId"))) return Signed("94", "Duplicate request", body);
        if (book.Find(reference) is not { } payment || payment.CreateDate != Field("vnp_TransactionDate"))
            return Signed("91", "Transaction not found", body);
        if (payment.Outcome is not { ResponseCode: "00", Status: "00" })
            return Signed("95", "Transaction was not successful", body);
        if (!long.TryParse(Field("vnp_Amount"), NumberStyles.None, CultureInfo.InvariantCulture, out var hundredths))
            return Signed("93", "Invalid amount", body);

        var whole = long.Parse(payment.Amount, CultureInfo.InvariantCulture);
        var code = Judge(Field("vnp_TransactionType"), hundredths, whole, payment.Refunded);
        if (code == "00")
            book.Change(reference, known => known! with { Refunded = known!.Refunded + hundredths });
        return Signed(code, code == "00" ? "Refund accepted" : "Refund refused", body);
    }

    private static string Judge(string type, long hundredths, long whole, long refunded) => type switch
    {
        Full when refunded > 0 => "04",
        Full when hundredths != whole => "93",
        Full or Partial when hundredths == 0 => "93",
        Full or Partial when refunded + hundredths > whole => "02",
        Full or Partial => "00",
        _ => "03",
    };

    private Dictionary<string, string> Signed(string code, string message, Dictionary<string, string> asked)
    {
        var taken = code == "00";
        var answer = new Dictionary<string, string>
        {
            ["vnp_ResponseId"] = book.NextTransaction(),
            ["vnp_Command"] = Command,
            ["vnp_ResponseCode"] = code,
            ["vnp_Message"] = message,
            ["vnp_TmnCode"] = merchant.Terminal,
            ["vnp_TxnRef"] = asked.GetValueOrDefault("vnp_TxnRef", ""),
            ["vnp_Amount"] = asked.GetValueOrDefault("vnp_Amount", ""),
            ["vnp_BankCode"] = taken ? "NCB" : "",
            ["vnp_PayDate"] = taken ? asked.GetValueOrDefault("vnp_CreateDate", "") : "",
            ["vnp_TransactionNo"] = taken ? book.NextTransaction() : "",
            ["vnp_TransactionType"] = asked.GetValueOrDefault("vnp_TransactionType", ""),
            ["vnp_TransactionStatus"] = taken ? "05" : "",
            ["vnp_OrderInfo"] = asked.GetValueOrDefault("vnp_OrderInfo", ""),
        };
        answer[VnPayChecksum.HashField] = VnPayChecksum.Hash(merchant.Secret, VnPayChecksum.Pipe(answer.Values));
        return answer;
    }
}
