using Billing.Money;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>Why a document is not corrected.</summary>
public enum CorrectionRefusal
{
    /// <summary>It has no number yet that a note could name.</summary>
    Processing = 1,

    /// <summary>It takes back another document itself, or lets it stand again.</summary>
    IsCorrection = 2,
    CurrencyMismatch = 3,
    AmountUnpayable = 4,
    MoreThanLeft = 5,
}

/// <summary>A part of an issued document is taken back, or stands again: one further document says so.</summary>
/// <param name="Amount">Positive takes back, negative lets stand again; null takes back all that is left.</param>
/// <param name="IsReturn">Money went back, or came again; no more than what is left is documented of it.</param>
/// <param name="Reason">Finance's words.</param>
public sealed record DocumentChange(
    DocumentCause Cause, LineKind Line, Amount? Amount, bool IsReturn = false, string? Reason = null)
{
    /// <summary>
    /// What happened to a payment's money; a hold is no document's matter. Where another currency went back than the
    /// document's, the parts are rounded so that all of them together are what went back in all, rounded once.
    /// </summary>
    /// <param name="before">What had gone back before it.</param>
    /// <param name="after">What has gone back with it.</param>
    public static DocumentChange Of(TopUpMove move, DocumentCause cause, Amount before, Amount after) => new(
        cause,
        move.Kind switch
        {
            TopUpMoveKind.Refunded or TopUpMoveKind.Held => LineKind.Refund,
            TopUpMoveKind.ChargedBack => LineKind.Chargeback,
            TopUpMoveKind.Reinstated => LineKind.Reinstated,
        },
        Whole(after) - Whole(before),
        IsReturn: true);

    /// <summary>What was asked for is asked for no more.</summary>
    public static DocumentChange Withdrawal(DocumentCause cause) => new(cause, LineKind.Withdrawn, Amount: null);

    public static DocumentChange Correction(DocumentCause cause, Amount amount, string reason) =>
        new(cause, LineKind.Correction, amount, Reason: reason);

    /// <summary>Null where finance may correct so much of a document.</summary>
    public CorrectionRefusal? RefusalOf(StoredDocument original)
    {
        var amount = Amount ?? original.Left;
        if (original.Document.Number is null) return CorrectionRefusal.Processing;
        if (original.Document.Kind == DocumentKind.CreditNote || original.Document.Corrects is not null)
            return CorrectionRefusal.IsCorrection;
        if (amount.Currency != original.Document.Total.Currency) return CorrectionRefusal.CurrencyMismatch;
        if (!amount.IsPositive || !amount.IsWholeMinor) return CorrectionRefusal.AmountUnpayable;
        return amount > original.Left ? CorrectionRefusal.MoreThanLeft : null;
    }

    /// <summary>How much of a document it changes: never more than is left of it, or than went back before.</summary>
    public Amount PartOf(StoredDocument original)
    {
        var amount = Amount ?? original.Left;
        if (amount.IsNegative) return -Money.Amount.Min(-amount, original.Returned);
        if (amount <= original.Left) return amount;
        return IsReturn ? original.Left : Money.Amount.Zero(amount.Currency);
    }

    /// <summary>The document that says so, with the parties of the original.</summary>
    /// <param name="credited">What is taken back of the original with it; less than before lets it stand again, by a
    /// document of the original's kind.</param>
    public BillingDocument Note(StoredDocument original, Amount credited, DateTimeOffset now)
    {
        var of = original.Document;
        var kind = credited < original.Credited ? of.Kind : DocumentKind.CreditNote;
        return new(
            Cause.Id, of.Account, kind, Cause.Name, now, Issuer.Series(of.Seller, kind, now), of.TimeZone, of.Seller,
            of.Buyer, of.Treatment, of.Sheet.Between(original.Credited, credited, Line, of.Plan?.Name))
        {
            Plan = of.Plan,
            Payment = of.Payment,
            Month = of.Month,
            IsPrepaid = of.IsPrepaid,
            Corrects = of.Reference,
            Reason = Reason,
        };
    }

    private static Amount Whole(Amount amount) => Money.Amount.OfMinor(
        Rounding.HalfAwayFromZero(amount.Units, amount.Currency.UnitsPerMinor), amount.Currency);
}
