using System.Net;
using System.Text;
using Billing.Platform;
using static System.FormattableString;

namespace Billing.History;

/// <summary>A receipt as a page to print. Every value is escaped: it shows what people and gateways wrote.</summary>
public static class ReceiptPage
{
    private const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Receipt</title><style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1.5rem;color:#111}
        h1{font-size:1.5rem}table{width:100%;border-collapse:collapse}
        th,td{text-align:left;vertical-align:top;padding:.5rem 0;border-bottom:1px solid #ccc}
        th{width:14rem;font-weight:600}
        </style></head><body><h1>Receipt</h1><table>

        """;

    public static string Html(PaymentReceipt receipt)
    {
        var page = new StringBuilder(Head);
        foreach (var (name, value) in Rows(receipt))
            if (!string.IsNullOrEmpty(value))
                page.Append($"<tr><th scope=\"row\">{name}</th><td>{WebUtility.HtmlEncode(value)}</td></tr>\n");
        return page.Append("</table></body></html>\n").ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Rows(PaymentReceipt receipt) =>
    [
        ("Number", receipt.Number),
        ("Issued", Rfc3339.Format(receipt.IssuedAt)),
        ("Paid", Rfc3339.Format(receipt.PaidAt)),
        ("Account", receipt.Account),
        ("Payer", receipt.Payer.Name),
        ("E-mail", receipt.Payer.Email),
        ("Amount paid", receipt.Amount.ToString()),
        ("Credit added", receipt.Credited?.ToString()),
        ("For", receipt.For is { } part ? Invariant($"{part.Name ?? "plan"}, instalment {part.Instalment}") : null),
        ("Plan", receipt.For?.Plan),
        ("Returned since", receipt.Returned?.ToString()),
        ("Payment method", receipt.Method),
        ("Transaction", receipt.Transaction),
        ("Exchange rate", receipt.Exchange is { } it ? $"1 {it.Base} = {it.Rate} {it.Quoted} ({it.Source})" : null),
        ("Rate taken", receipt.Exchange is { } exchange ? Rfc3339.Format(exchange.TakenAt) : null),
        ("Share added for the exchange", receipt.Exchange?.Spread),
    ];
}
