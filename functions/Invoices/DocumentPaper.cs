using System.Globalization;
using Billing.Accounts;
using Billing.Money;
using Billing.Platform;
using Billing.Platform.Printing;

namespace Billing.Invoices;

/// <summary>
/// An issued document on paper, in one language: who sells, who buys, lines, tax by rate, total, and how it was paid.
/// The same document is the same file at any time.
/// </summary>
public sealed class DocumentPaper(BillingDocument document, Language language)
{
    private readonly Paper _paper = new();
    private readonly DocumentTotals _totals = new(document, language);

    private bool IsQualified =>
        document is { Seller: { Country: "JP", Registration: not null }, Treatment: TaxTreatment.Taxed };

    private Words Title => document.Kind switch
    {
        DocumentKind.Invoice when IsQualified => DocumentWords.QualifiedInvoice,
        DocumentKind.CreditNote when IsQualified => DocumentWords.QualifiedReturn,
        DocumentKind.Invoice when document.Treatment == TaxTreatment.Elsewhere => DocumentWords.Demand,
        DocumentKind.Invoice => DocumentWords.Invoice,
        DocumentKind.Receipt => DocumentWords.Receipt,
        DocumentKind.CreditNote => DocumentWords.CreditNote,
    };

    public byte[] ToPdf()
    {
        Invariant.Holds(document.Status == InvoiceStatus.Ready, "R64 only an issued document is printed");
        var (number, issuedAt) = (document.Number!.Value.Value, document.IssuedAt!.Value);
        WriteHead(number, issuedAt);
        _paper.Space(10);
        _paper.Rule();
        _paper.Space(6);
        _paper.Add(
            Paper.Columns((1, Align.Left), (1, Align.Left)), new PaperRow([[.. Buyer()], [.. Seller()]]));
        _paper.Space(12);
        WriteLines();
        _paper.Space(6);
        _paper.Together(DocumentTotals.Columns, [.. _totals.Rows()]);
        _paper.Space(12);
        WriteNotes();
        var name = $"{Text(Title)} {number}";
        _paper.Number(name, (page, pages) => Format(DocumentWords.Page, page, pages));
        return PdfFile.Of(_paper, new(name, document.Seller.Name.In(language), language, issuedAt));
    }

    private void WriteHead(string number, DateTimeOffset issuedAt)
    {
        List<StyledText> facts =
        [
            Fact(DocumentWords.Number, number) with { Style = TextStyle.Strong },
            Fact(DocumentWords.IssuedOn, Date(issuedAt)),
            document.Month is { } month
                ? Fact(DocumentWords.Month, month.ToString())
                : Fact(DocumentWords.SuppliedOn, Date(document.Id.At)),
        ];
        if (document.DueAt is { } due) facts.Add(Fact(DocumentWords.DueOn, Date(due)));
        facts.Add(Fact(DocumentWords.Account, document.Account.ToString()));
        if (document.Corrects is { } it)
            facts.Add(Fact(DocumentWords.Corrects, $"{it.Number.Value} ({Date(it.IssuedAt)})"));
        if (document.Reason is { } reason) facts.Add(Fact(DocumentWords.Reason, reason));
        _paper.Add(
            Paper.Columns((1, Align.Left), (1, Align.Left)),
            new PaperRow([[new(Text(Title), TextStyle.Title)], [.. facts]]));
    }

    private IEnumerable<StyledText> Seller()
    {
        var seller = document.Seller;
        yield return new(Text(DocumentWords.Seller), TextStyle.Small);
        yield return new(seller.Name.In(language), TextStyle.Strong);
        yield return new(seller.Address.In(language), TextStyle.Body);
        yield return Fact(DocumentWords.TaxNumber, seller.TaxNumber);
        if (seller.Registration is { } number) yield return Fact(DocumentWords.Registration, number);
    }

    private IEnumerable<StyledText> Buyer()
    {
        var buyer = document.Buyer;
        var honorific = buyer.Type == BillingType.Company
            ? DocumentWords.Honorific
            : DocumentWords.PersonalHonorific;
        yield return new(Text(DocumentWords.Buyer), TextStyle.Small);
        yield return new(Format(honorific, buyer.Name), TextStyle.Strong);
        yield return new(buyer.Address, TextStyle.Body);
        if (buyer.Country != document.Seller.Country) yield return Fact(DocumentWords.Country, buyer.Country);
        if (buyer.TaxCode is { } code) yield return Fact(DocumentWords.TaxNumber, code);
        yield return Fact(DocumentWords.Email, buyer.Email);
    }

    private void WriteLines()
    {
        var columns = Paper.Columns((4, Align.Left), (1, Align.Right), (1.1f, Align.Right), (1.7f, Align.Right));
        var header = PaperRow.Of(
            TextStyle.Strong, Text(DocumentWords.Description), Text(DocumentWords.Quantity), Text(DocumentWords.Rate),
            Text(_totals.AmountLabel)) with { IsShaded = true };
        var rows = document.Sheet.Lines.Select(line => Line(
            LineWords.Of(line, language), LineWords.Quantity(line, language), line.Rate, line.Amount));
        var residue = document.Sheet.Residue;
        _paper.Table(columns, header, residue.IsZero
            ? rows
            : rows.Append(Line(Text(DocumentWords.Residue), "", null, residue)));
    }

    private PaperRow Line(string what, string quantity, TaxRate? rate, Amount amount) => PaperRow.Of(
        TextStyle.Body, what, quantity, rate is { } it ? _totals.Percent(it) : "–", PrintedMoney.Of(amount, language))
        with { IsRuled = true };

    private void WriteNotes()
    {
        List<StyledText> notes =
            [.. new DocumentNotes(document, language).All().Select(note => new StyledText(note, TextStyle.Body))];
        if (notes.Count == 0) return;

        _paper.Together(Paper.Whole, new PaperRow([[new(Text(DocumentWords.Notes), TextStyle.Small), .. notes]]));
    }

    private StyledText Fact(Words label, string value) => new($"{Text(label)}: {value}", TextStyle.Body);

    private string Date(DateTimeOffset at) => PrintedDate.Of(at, document.TimeZone, language);

    private string Text(Words words) => words.In(language);

    private string Format(Words words, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, Text(words), values);
}
