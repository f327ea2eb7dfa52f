using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>The order to send money back (refund) and the reading of its answer.</summary>
public sealed record VnPayRefund
{
    private const string Command = "refund";
    private const string Full = "02";
    private const string Partial = "03";
    private const string Rejected = "09";
    private const string Duplicate = "94";
    private const string Timeout = "98";
    private const string Other = "99";
    private const int RequestIdLength = 32;
    private const int MaxByLength = 60;

    /// <summary>The fields of an answer in the order in which they are hashed.</summary>
    private static readonly string[] AnswerFields =
    [
        "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
        "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
        "vnp_OrderInfo",
    ];

    private readonly VnPayTerminal _terminal;
    private readonly TopUp _topUp;
    private readonly string _id;

    private VnPayRefund(VnPayTerminal terminal, TopUp topUp, string id, Dictionary<string, string> body) =>
        (_terminal, _topUp, _id, Body) = (terminal, topUp, id, body);

    /// <summary>The JSON members to send, signed.</summary>
    public IReadOnlyDictionary<string, string> Body { get; }

    /// <summary>The same order always has the same request id: VNPay takes it once.</summary>
    public static VnPayRefund Of(TopUp topUp, RefundOrder order, VnPayTerminal terminal, DateTimeOffset now)
    {
        var request = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Id)))[..RequestIdLength];
        var body = new Dictionary<string, string>
        {
            ["vnp_RequestId"] = request,
            ["vnp_Version"] = VnPayTerminal.Version,
            ["vnp_Command"] = Command,
            ["vnp_TmnCode"] = terminal.Code,
            ["vnp_TransactionType"] = order.Amount == topUp.Paid ? Full : Partial,
            ["vnp_TxnRef"] = topUp.Id.Value,
            ["vnp_Amount"] = VnPayAmount.Write(order.Amount),
            ["vnp_TransactionNo"] = topUp.Transaction ?? "",
            ["vnp_TransactionDate"] = VnPayTime.Write(topUp.StartedAt),
            ["vnp_CreateBy"] = Plain(order.By),
            ["vnp_CreateDate"] = VnPayTime.Write(now),
            ["vnp_IpAddr"] = terminal.ServerAddress,
            ["vnp_OrderInfo"] = $"Refund {order.Id}",
        };
        body[VnPaySignature.Field] = VnPaySignature.Sign(terminal.Secret, VnPaySignature.Piped([.. body.Values]));
        return new(terminal, topUp, request, body);
    }

    /// <summary>
    /// What the answer says. A duplicate may be this order, sent before, or another one that is being processed: VNPay
    /// does not say which, so nobody may guess. An answer that is not signed says nothing.
    /// </summary>
    public RefundAnswer Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return new RefundAnswer.Unanswered("no_object");
        string Text(string name) => VnPayInquiry.Text(answer, name);
        var hashed = VnPaySignature.Piped([.. AnswerFields.Select(Text)]);
        if (!VnPaySignature.Matches(_terminal.Secret, hashed, Text(VnPaySignature.Field)))
            return new RefundAnswer.Unanswered("signature");
        if (Text("vnp_TmnCode") != _terminal.Code || Text("vnp_TxnRef") != _topUp.Id.Value)
            return new RefundAnswer.Unanswered("reference");

        var (code, status) = (Text("vnp_ResponseCode"), Text("vnp_TransactionStatus"));
        return code switch
        {
            "00" when status == Rejected => new RefundAnswer.Refused($"{code}/{status}"),
            "00" => new RefundAnswer.Accepted(_id),
            Duplicate or Timeout or Other => new RefundAnswer.Unanswered(code),
            _ => new RefundAnswer.Refused(code),
        };
    }

    private static string Plain(string subject)
    {
        var plain = new string([.. subject.Where(char.IsAsciiLetterOrDigit).Take(MaxByLength)]);
        return plain.Length > 0 ? plain : "finance";
    }
}
