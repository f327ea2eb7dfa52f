using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.History;

public sealed class PaymentReceiptTests
{
    private static readonly TopUp Paid = SomePayments.InDollars(AccountId.Parse("acme"));

    [Fact]
    public void A_receipt_documents_who_paid_what_how_and_at_which_rate()
    {
        Assert.True(PaymentReceipt.Of(Paid).IsAccepted(out var receipt, out _));

        Assert.Equal($"R-{Paid.Id}", receipt.Number);
        Assert.Equal((Paid.SettledAt, Paid.PaidAt), (receipt.IssuedAt, (DateTimeOffset?)receipt.PaidAt));
        Assert.Equal(("20.4 USD", "500000 VND"), (receipt.Amount.ToString(), receipt.Credited.ToString()));
        Assert.Equal(new ReceiptPayer("An", "an@example.vn"), receipt.Payer);
        Assert.Equal(("paypal", "3C679366HH908993F"), (receipt.Method, receipt.Transaction));
        Assert.Equal("25000", receipt.Exchange!.Rate);
        Assert.Null(receipt.Returned);
    }

    [Theory]
    [InlineData(TopUpStatus.Created)]
    [InlineData(TopUpStatus.Pending)]
    [InlineData(TopUpStatus.NeedsReview)]
    [InlineData(TopUpStatus.Failed)]
    [InlineData(TopUpStatus.Expired)]
    public void What_was_not_credited_has_no_receipt(TopUpStatus status)
    {
        var outcome = PaymentReceipt.Of(Paid with { Status = status, Credited = null });

        Assert.False(outcome.IsAccepted(out _, out var refusal));
        Assert.Equal(ReceiptRefusal.NotPaid, refusal);
    }

    [Fact]
    public void What_went_back_is_told_and_is_never_more_than_was_paid()
    {
        var part = new PaymentResult.Refunded("re-1", Amount.Parse("5.40", Currency.Usd));
        var all = new PaymentResult.RefundedInAll(Amount.Parse("30", Currency.Usd));

        Assert.Equal("5.4 USD", Returned(Paid with { Reversals = Paid.Reversals.With(part) }));
        Assert.Equal("20.4 USD", Returned(Paid with { Reversals = Paid.Reversals.With(part).With(all) }));
    }

    private static string? Returned(TopUp Paid) =>
        PaymentReceipt.Of(Paid).IsAccepted(out var receipt, out _) ? receipt.Returned.ToString() : null;
}
