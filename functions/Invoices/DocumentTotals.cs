using System.Collections.Immutable;
using System.Globalization;
using Billing.Accounts;
using Billing.Platform.Printing;

namespace Billing.Invoices;

/// <summary>The sums of a document: without tax, the tax of each rate, and the total.</summary>
public sealed class DocumentTotals(BillingDocument document, Language language)
{
    public static ImmutableArray<PaperColumn> Columns => Paper.Columns((4.4f, Align.Right), (1.9f, Align.Right));

    /// <summary>Above the lines' amounts: whether the tax is in them.</summary>
    public Words AmountLabel => (document.Sheet.Taxes.IsEmpty, document.Sheet.Prices) switch
    {
        (true, _) => DocumentWords.Amount,
        (_, PriceStatement.Inclusive) => DocumentWords.AmountInclusive,
        (_, PriceStatement.Exclusive) => DocumentWords.AmountExclusive,
    };

    public IEnumerable<PaperRow> Rows()
    {
        var sheet = document.Sheet;
        if (!sheet.Taxes.IsEmpty)
            yield return PaperRow.Of(TextStyle.Body, DocumentWords.Net.In(language), Money(sheet.Net));
        foreach (var tax in sheet.Taxes)
            yield return PaperRow.Of(
                TextStyle.Body, Format(DocumentWords.TaxOf, Name(tax.Rate), tax.Rate.Percent, Money(tax.Net)),
                Money(tax.Tax));
        yield return PaperRow.Of(TotalStyle, Label.In(language), Money(sheet.Total)) with { IsShaded = true };
    }

    public string Percent(TaxRate rate) => $"{PrintedMoney.Number(rate.Percent, 0, language)}%";

    private static TextStyle TotalStyle => new(11.5f, Bold: true);

    private Words Label => document.Kind switch
    {
        DocumentKind.Invoice when document.IsPrepaid => DocumentWords.Total,
        DocumentKind.Invoice => DocumentWords.Due,
        DocumentKind.Receipt => DocumentWords.Received,
        DocumentKind.CreditNote => DocumentWords.Returned,
    };

    private string Name(TaxRate rate) => rate.Name switch
    {
        "VAT" => DocumentWords.ValueAddedTax.In(language),
        "JCT" => DocumentWords.ConsumptionTax.In(language),
        var name => name,
    };

    private string Money(Money.Amount amount) => PrintedMoney.Of(amount, language);

    private string Format(Words words, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, words.In(language), values);
}
