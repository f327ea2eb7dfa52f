using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Statements;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>Drafts the documents of one account: by which company, for which buyer, and how taxed.</summary>
/// <param name="TaxPoint">The account's, which may be older than what its company has now.</param>
public sealed record Issuer(
    LegalEntity Entity, TaxPoint TaxPoint, TaxTable Taxes, AccountId Account, Buyer Buyer, DateTimeOffset Now)
{
    /// <summary>Money came in: it is taxed now, or when it is spent.</summary>
    public BillingDocument Receipt(TopUp topUp)
    {
        var (credited, settledAt) = (topUp.Credited!.Value, topUp.SettledAt!.Value);
        var kind = topUp.HasPaidPlan ? LineKind.PlanPrice : LineKind.TopUp;
        var line = new DocumentLine(
            kind, credited, Name: topUp.HasPaidPlan ? topUp.For?.Name : null,
            Count: topUp.HasPaidPlan ? topUp.For?.Instalment : null);
        var cause = DocumentCause.Payment(topUp.Id.Value, settledAt);
        return Draft(DocumentKind.Receipt, cause, Ruling(TaxPoint.Payment), [line], credited) with
        {
            Buyer = Buyer with { Name = topUp.PayerName ?? Buyer.Name, Email = topUp.Email ?? Buyer.Email },
            Payment = new(
                topUp.Id.Value, topUp.Method.Value, topUp.PaidAt ?? settledAt, topUp.Paid, topUp.Transaction,
                ExchangeView.Of(topUp.Exchange)),
            Plan = topUp is { HasPaidPlan: true, For: { } part } ? new(part.Plan, part.Name, part.Instalment) : null,
        };
    }

    /// <summary>Credit paid that was bought before: the tax stands where it was bought, or with what it paid.</summary>
    public BillingDocument Receipt(BalancePayment payment)
    {
        var part = payment.For;
        var line = new DocumentLine(LineKind.PlanPrice, payment.Amount, Name: part.Name, Count: part.Instalment);
        return Draft(
            DocumentKind.Receipt, DocumentCause.FromBalance(payment), TaxRuling.Elsewhere, [line], payment.Amount) with
        {
            Payment = new(payment.Payment, BalancePayment.Method, payment.PaidAt, payment.Amount),
            Plan = new(part.Plan, part.Name, part.Instalment),
            IsPrepaid = true,
        };
    }

    /// <summary>An instalment is asked for.</summary>
    public BillingDocument Invoice(AskedInstalment asked)
    {
        var kind = asked.Kind switch
        {
            InstalmentKind.Price => LineKind.PlanPrice,
            InstalmentKind.Usage => LineKind.PlanUsage,
            InstalmentKind.Change => LineKind.PlanChange,
        };
        var line = new DocumentLine(kind, asked.Amount, Name: asked.Name, Count: asked.Number);
        return Draft(DocumentKind.Invoice, asked.Cause, Ruling(TaxPoint.Supply), [line], asked.Amount) with
        {
            DueAt = asked.DueAt,
            Plan = new(asked.Plan, asked.Name, asked.Number, asked.Kind, asked.Term),
        };
    }

    /// <summary>What top-up credit paid for in a month; a month that gave back more is a credit note.</summary>
    public BillingDocument Usage(UsageMonth month)
    {
        var isBack = month.Total.IsNegative;
        var lines = isBack ? month.Lines.Select(line => line with { Amount = -line.Amount }) : month.Lines;
        return Draft(
            isBack ? DocumentKind.CreditNote : DocumentKind.Invoice, month.CauseOf(Account), Ruling(TaxPoint.Supply),
            [.. lines], isBack ? -month.Total : month.Total) with
        {
            Month = month.Month,
            IsPrepaid = true,
        };
    }

    /// <summary>The year of a series where the company is.</summary>
    public static SeriesName Series(Seller seller, DocumentKind kind, DateTimeOffset now) => SeriesName.Of(
        seller.Entity, kind, StatementMonth.At(now, ZoneOf(seller)).Year);

    private TaxRuling Ruling(TaxPoint point) =>
        TaxPoint == point ? Taxes.Rule(Entity.Seller.Country, Buyer) : TaxRuling.Elsewhere;

    private BillingDocument Draft(
        DocumentKind kind, DocumentCause cause, TaxRuling ruling, IReadOnlyList<DocumentLine> lines, Amount total) =>
        new(
            cause.Id, Account, kind, cause.Name, Now, Series(Entity.Seller, kind, Now), ZoneOf(Entity.Seller),
            Entity.Seller, Buyer, ruling.Treatment,
            TaxSheet.Of(
                [.. lines.Select(line => line with { Rate = ruling.Rate })], total, Entity.Prices, Entity.Rounding));

    private static string ZoneOf(Seller seller) => BillingCountry.Parse(seller.Country).TimeZone;
}
