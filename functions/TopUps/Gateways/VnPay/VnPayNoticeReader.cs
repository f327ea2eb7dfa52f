using System.Security.Cryptography;
using System.Text;
using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>Reads VNPay's notices, which are query strings and have no id but their content.</summary>
public sealed class VnPayNoticeReader(VnPayTerminal terminal) : INoticeReader
{
    private const string Type = "ipn";

    public PayMethod Method => PayMethod.VnPay;

    public PaymentNews Read(ReadOnlyMemory<byte> body)
    {
        var fields = VnPayFields.Read(Encoding.UTF8.GetString(body.Span))
            ?? throw new FormatException("It is no query string of VNPay.");
        var (notice, content) = (VnPayNotice.From(fields), VnPaySignature.Canonical(fields.All));
        var isOurs = TopUpId.TryParse(notice.Reference, out var reference);
        var at = notice.PaidAt ?? (isOurs ? reference.MadeAt : DateTimeOffset.UnixEpoch);
        var news = new PaymentNews(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), Type, at)
        {
            Reference = isOurs ? reference : null,
        };
        return notice.Terminal == terminal.Code
            ? news with { Result = notice.Result }
            : news with { Ignored = "other_terminal", Alerts = true };
    }
}
