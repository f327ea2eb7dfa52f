using Billing.History;
using Billing.Money;

namespace Billing.Functions.Tests.History;

public sealed class ReceiptPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_people_and_gateways_wrote_is_text_and_never_markup()
    {
        var html = ReceiptPage.Html(Receipt("<script>alert('1')</script> & \"Sons\"", "</td><img src=x>"));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;Sons&quot;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_unknown_has_no_row()
    {
        var html = ReceiptPage.Html(Receipt(null, null));

        Assert.DoesNotContain("Payer", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exchange", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Amount paid</th><td>500000 VND</td>", html, StringComparison.Ordinal);
    }

    private static PaymentReceipt Receipt(string? name, string? transaction)
    {
        var amount = Amount.OfMinor(500_000, Currency.Vnd);
        return new("R-1", Noon, Noon, "acme", new(name, null), amount, amount, null, "vnpay", transaction, null);
    }
}
