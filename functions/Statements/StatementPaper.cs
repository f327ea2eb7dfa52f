using System.Globalization;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform.Printing;

namespace Billing.Statements;

/// <summary>A statement on paper: what it says in figures, in one language, with its status where nobody overlooks
/// it.</summary>
/// <param name="holder">Who is billed now; null before there is a profile.</param>
/// <param name="timeZone">In which the moment of printing is told; the month itself is the billing zone's.</param>
public sealed class StatementPaper(
    Statement statement, AccountId account, BillingProfile? holder, Language language, string timeZone)
{
    private readonly Paper _paper = new();

    private string Title => $"{StatementWords.Title.In(language)} {statement.Month}";

    /// <param name="now">Printed while the month can still change; a final statement is the same at any time.</param>
    public byte[] ToPdf(DateTimeOffset now)
    {
        var asOf = statement.Status == StatementStatus.Final ? statement.Until : now;
        _paper.Text(Title, TextStyle.Title);
        _paper.Add(Paper.Whole, PaperRow.Of(TextStyle.Strong, Status) with { IsShaded = true });
        _paper.Space(8);
        WriteParties(asOf);
        _paper.Space(14);
        WriteFigures();
        _paper.Space(14);
        WriteServices();
        _paper.Space(10);
        _paper.Text($"{Text(StatementWords.PlansApart)} {Text(StatementWords.ByCommit)}", TextStyle.Small);
        _paper.Number($"{Title} · {account}", (page, pages) => string.Format(
            CultureInfo.InvariantCulture, Text(StatementWords.Page), page, pages));
        return PdfFile.Of(
            _paper, new(Title, holder?.Name ?? account.ToString(), language, asOf));
    }

    private string Status => Text(statement.Status switch
    {
        StatementStatus.Open => StatementWords.IsOpen,
        StatementStatus.Settling => StatementWords.IsSettling,
        StatementStatus.Final => StatementWords.IsFinal,
    });

    private void WriteParties(DateTimeOffset asOf)
    {
        var lastDay = PrintedDate.Of(statement.Until.AddTicks(-1), statement.TimeZone, language);
        List<StyledText> left = [new(Text(StatementWords.Holder), TextStyle.Small)];
        left.Add(new(holder?.Name ?? account.ToString(), TextStyle.Strong));
        if (holder is not null) left.Add(new(holder.Address, TextStyle.Body));
        if (holder?.TaxCode is { } code) left.Add(new($"{Text(StatementWords.TaxCode)}: {code}", TextStyle.Body));
        List<StyledText> right =
        [
            Labelled(StatementWords.Account, account.ToString()),
            Labelled(
                StatementWords.Period,
                $"{PrintedDate.Of(statement.From, statement.TimeZone, language)} – {lastDay} ({statement.TimeZone})"),
            Labelled(StatementWords.Currency, statement.Currency.Code),
            Labelled(StatementWords.AsOf, PrintedDate.WithTime(asOf, timeZone, language)),
        ];
        _paper.Add(Paper.Columns((1, Align.Left), (1.1f, Align.Left)), new PaperRow([[.. left], [.. right]]));
    }

    private StyledText Labelled(Words label, string value) => new($"{Text(label)}: {value}", TextStyle.Body);

    private void WriteFigures()
    {
        var (topUp, voucher) = (Fund(CreditKind.TopUp), Fund(CreditKind.Voucher));
        var plans = statement.Plans;
        var header = PaperRow.Of(
            TextStyle.Strong, "", Text(StatementWords.Balance), Text(StatementWords.TopUp),
            Text(StatementWords.Voucher), Text(StatementWords.Plans)) with { IsShaded = true };
        var columns = Paper.Columns(
            (1.35f, Align.Left), (1, Align.Right), (1, Align.Right), (1, Align.Right), (1, Align.Right));
        _paper.Table(columns, header,
        [
            Row(StatementWords.Opening, topUp.Opening, voucher.Opening, plans.Opening),
            Row(StatementWords.Added, topUp.Added, voucher.Added, plans.Added),
            Row(StatementWords.Used, -topUp.Used, -voucher.Used, -plans.Used),
            Row(StatementWords.Expired, -topUp.Expired, -voucher.Expired, -plans.Expired),
            Row(StatementWords.Reversed, topUp.Reversed, voucher.Reversed, plans.Reversed),
            Row(StatementWords.Adjusted, topUp.Adjusted, voucher.Adjusted, plans.Adjusted),
            Row(StatementWords.Closing, topUp.Closing, voucher.Closing, plans.Closing, TextStyle.Strong),
        ]);
    }

    private PaperRow Row(
        Words label, AmountSum topUp, AmountSum voucher, AmountSum plans, TextStyle? style = null) =>
        PaperRow.Of(
            style ?? TextStyle.Body, Text(label), Money(topUp + voucher), Money(topUp), Money(voucher), Money(plans))
            with { IsRuled = true };

    private void WriteServices()
    {
        _paper.Need(80);
        _paper.Text(Text(StatementWords.ByService), TextStyle.Heading);
        if (statement.Used.IsEmpty)
        {
            _paper.Text(Text(StatementWords.NoUsage), TextStyle.Body);
            return;
        }

        var columns = Paper.Columns((2, Align.Left), (1, Align.Right), (1.3f, Align.Right), (1.3f, Align.Right));
        var header = PaperRow.Of(
            TextStyle.Strong, Text(StatementWords.Service), Text(StatementWords.Charges),
            Text(StatementWords.FromBalance), Text(StatementWords.FromPlans)) with { IsShaded = true };
        var zero = AmountSum.Zero(statement.Currency);
        _paper.Table(columns, header, statement.Used.Select(used => PaperRow.Of(
            TextStyle.Body, used.Service.ToString(), Count(used.Charges), Money(used.Amount), Money(used.Plans))
            with { IsRuled = true }));
        _paper.Together(columns, PaperRow.Of(
            TextStyle.Strong, Text(StatementWords.Sum), Count(statement.Used.Sum(used => used.Charges)),
            Money(statement.Used.Aggregate(zero, (sum, used) => sum + used.Amount)),
            Money(statement.Used.Aggregate(zero, (sum, used) => sum + used.Plans))));
    }

    private FundFigures Fund(CreditKind kind) => statement.Funds.Single(fund => fund.Fund == kind);

    private string Money(AmountSum amount) => PrintedMoney.Of(amount, language);

    private string Count(long number) =>
        PrintedMoney.Number(number.ToString(CultureInfo.InvariantCulture), 0, language);

    private string Text(Words words) => words.In(language);
}
