using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>The question "what became of this payment?" (querydr) and the reading of its answer.</summary>
public sealed record VnPayInquiry
{
    private const string Command = "querydr";
    private const string Hash = VnPaySignature.Field;
    private const int RequestIdLength = 32;

    /// <summary>The fields of an answer in the order in which they are hashed.</summary>
    private static readonly string[] AnswerFields =
    [
        "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
        "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
        "vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount",
    ];

    private readonly VnPayTerminal _terminal;

    private VnPayInquiry(VnPayTerminal terminal, TopUp topUp, Dictionary<string, string> body) =>
        (_terminal, TopUp, Body) = (terminal, topUp, body);

    public TopUp TopUp { get; }

    /// <summary>The JSON members to send, signed.</summary>
    public IReadOnlyDictionary<string, string> Body { get; }

    /// <summary>A new question each time: VNPay answers the same request id only once.</summary>
    public static VnPayInquiry About(TopUp topUp, VnPayTerminal terminal, DateTimeOffset now)
    {
        var info = VnPayPayUrl.OrderInfo(topUp.Id);
        var (request, createdAt, askedAt) =
            (RequestId(topUp, now), VnPayTime.Write(topUp.StartedAt), VnPayTime.Write(now));
        var hashed = VnPaySignature.Piped(
            request, VnPayTerminal.Version, Command, terminal.Code, topUp.Id.Value, createdAt, askedAt,
            terminal.ServerAddress, info);
        return new(terminal, topUp, new()
        {
            ["vnp_RequestId"] = request,
            ["vnp_Version"] = VnPayTerminal.Version,
            ["vnp_Command"] = Command,
            ["vnp_TmnCode"] = terminal.Code,
            ["vnp_TxnRef"] = topUp.Id.Value,
            ["vnp_OrderInfo"] = info,
            ["vnp_TransactionDate"] = createdAt,
            ["vnp_CreateDate"] = askedAt,
            ["vnp_IpAddr"] = terminal.ServerAddress,
            [Hash] = VnPaySignature.Sign(terminal.Secret, hashed),
        });
    }

    /// <summary>What the answer says; an answer that is not signed, or not about this payment, says nothing.</summary>
    public PaymentResult Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return new PaymentResult.Unanswered("no_object");
        string Text(string name) => VnPayInquiry.Text(answer, name);
        var hashed = VnPaySignature.Piped([.. AnswerFields.Select(Text)]);
        if (!VnPaySignature.Matches(_terminal.Secret, hashed, Text(Hash)))
            return new PaymentResult.Unanswered("signature");
        if (Text("vnp_TmnCode") != _terminal.Code) return new PaymentResult.Unanswered("terminal");
        if (Text("vnp_TxnRef") != TopUp.Id.Value) return new PaymentResult.Unanswered("reference");
        if (Text("vnp_ResponseCode") == "91") return new PaymentResult.Unknown();
        if (Text("vnp_ResponseCode") != "00") return new PaymentResult.Unanswered(Text("vnp_ResponseCode"));

        var paidAt = VnPayTime.Read(Text("vnp_PayDate"));
        if (VnPayAmount.Read(Text("vnp_Amount")) is not { } amount)
            return new PaymentResult.Doubtful("amount_unreadable");
        var paid = new PaymentResult.Paid(amount, Text("vnp_TransactionNo"), paidAt);
        return VnPayCodes.JudgeStatus(Text("vnp_TransactionStatus"), Text("vnp_TransactionType"), paid);
    }

    /// <summary>The value as it was sent: a number is hashed as it was written; empty when missing.</summary>
    internal static string Text(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var value)) return "";
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
    }

    private static string RequestId(TopUp topUp, DateTimeOffset now) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{topUp.Id}|{now.UtcTicks}")))[..RequestIdLength];
}
