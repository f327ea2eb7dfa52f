using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.Support;

/// <summary>Answers questions as VNPay would: not found, until it is told what to say.</summary>
public sealed class FakeVnPay : HttpMessageHandler
{
    private static readonly string[] Hashed =
    [
        "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode", "vnp_TxnRef", "vnp_Amount",
        "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo", "vnp_TransactionType", "vnp_TransactionStatus",
        "vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount",
    ];

    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>vnp_ResponseCode of every answer.</summary>
    public string Response { get; set; } = "91";

    /// <summary>vnp_TransactionStatus of every answer.</summary>
    public string Status { get; set; } = "00";

    public string Amount { get; set; } = "50000000";

    public string Transaction { get; set; } = "14600001";

    /// <summary>When set, this happens instead of an answer.</summary>
    public Func<HttpResponseMessage>? Instead { get; set; }

    /// <summary>
    /// How often it was asked about a payment; a timer's run asks about other customers' payments too.
    /// </summary>
    public int QuestionsAbout(TopUpId payment) => _asked.Count(reference => reference == payment.Value);

    public VnPayGateway Gateway(TimeProvider clock) => new(new(this, disposeHandler: false), SomeTopUp.Terminal, clock);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(
            await request.Content!.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        var reference = question!["vnp_TxnRef"];
        _asked.Enqueue(reference);
        if (Instead is not null) return Instead();
        return new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(Answer(reference))) };
    }

    private Dictionary<string, string> Answer(string reference)
    {
        var answer = new Dictionary<string, string>
        {
            ["vnp_ResponseId"] = "r1", ["vnp_Command"] = "querydr", ["vnp_ResponseCode"] = Response,
            ["vnp_Message"] = "QueryDR", ["vnp_TmnCode"] = SomeTopUp.Terminal.Code, ["vnp_TxnRef"] = reference,
            ["vnp_Amount"] = Amount, ["vnp_BankCode"] = "NCB", ["vnp_PayDate"] = "20261122120130",
            ["vnp_TransactionNo"] = Transaction, ["vnp_TransactionType"] = "01", ["vnp_TransactionStatus"] = Status,
            ["vnp_OrderInfo"] = "Top-up",
        };
        var hashed = string.Join('|', Hashed.Select(name => answer.GetValueOrDefault(name, "")));
        answer[VnPaySignature.Field] = VnPaySignature.Sign(SomeTopUp.Terminal.Secret, hashed);
        return answer;
    }
}
