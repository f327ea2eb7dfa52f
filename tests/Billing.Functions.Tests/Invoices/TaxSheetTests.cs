using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Invoices;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Invoices;

/// <summary>The figures of documents as an accountant reviews them: prices with their tax, a line each.</summary>
public sealed class TaxSheetTests
{
    private const string Sheets = """
        case             | lines                 | total  | prices | round | stated     | residue | taxes
        VN               | VND 500000@10         | 500000 | gross  | half  | 500000     | 0       | 10: 454545+45455
        VN, down         | VND 500000@10         | 500000 | gross  | down  | 500000     | 0       | 10: 454546+45454
        VN, net          | VND 500000@10         | 500000 | net    | half  | 454545     | 0       | 10: 454545+45455
        JP 10 %          | JPY 1100@10           | 1100   | gross  | down  | 1100       | 0       | 10: 1000+100
        a yen is lost    | JPY 1099@10           | 1099   | gross  | down  | 1099       | 0       | 10: 1000+99
        JP 10 %, half up | JPY 1105@10           | 1105   | gross  | half  | 1105       | 0       | 10: 1005+100
        JP 8 %           | JPY 108@8             | 108    | gross  | down  | 108        | 0       | 8: 100+8
        two rates        | JPY 99@10 99@10 99@8  | 297    | gross  | down  | 99 99 99   | 0       | 10: 180+18, 8: 92+7
        two rates, net   | JPY 99@10 99@10 99@8  | 297    | net    | down  | 90 90 92   | 0       | 10: 180+18, 8: 92+7
        net is shared    | JPY 10@10 10@10 10@10 | 30     | net    | down  | 10 9 9     | 0       | 10: 28+2
        cents            | USD 80@10             | 80     | gross  | half  | 80         | 0       | 10: 72.73+7.27
        no tax           | USD 80@-              | 80     | gross  | half  | 80         | 0       | -
        no tax, net      | USD 80@-              | 80     | net    | half  | 80         | 0       | -
        finer than cents | USD 1.2345@10 2.3@10  | 3.53   | gross  | half  | 1.2345 2.3 | -0.0045 | 10: 3.21+0.32
        usage net        | USD 1.2345@10 2.3@10  | 3.53   | net    | half  | 1.12 2.09  | 0       | 10: 3.21+0.32
        above the lines  | USD 1.2345@-          | 1.24   | gross  | half  | 1.2345     | 0.0055  | -
        vouchers paid    | JPY 1000@10 -450@10   | 550    | gross  | down  | 1000 -450  | 0       | 10: 500+50
        vouchers, net    | JPY 1000@10 -450@10   | 550    | net    | down  | 909 -409   | 0       | 10: 500+50
        vouchers, odd    | JPY 1005@10 -450@10   | 555    | net    | down  | 914 -409   | 0       | 10: 505+50
        all given back   | JPY 500@10 -500@10    | 0      | gross  | down  | 500 -500   | 0       | 10: 0+0
        """;

    private const string Notes = """
        case           | of            | prices | round | notes         | say
        two halves     | VND 500000@10 | gross  | half  | 250000 500000 | 227272+22728, 227273+22727
        three thirds   | JPY 100@10    | gross  | down  | 33 66 100     | 30+3, 30+3, 31+3
        back and again | JPY 1100@10   | gross  | down  | 1100 0        | 1000+100, 1000+100
        net lines      | JPY 1100@10   | net    | down  | 550 1100      | 500+50, 500+50
        without tax    | USD 80@-      | gross  | half  | 30.5 80       | -, -
        """;

    private static readonly Currency[] Currencies = [Currency.Vnd, Currency.Jpy, Currency.Usd];

    private static readonly int[] Rates = [0, 500, 800, 1000];

    private static readonly Gen<(Currency Currency, TaxSheet Sheet)> AnySheet =
        from currency in Gen.Int[0, 2].Select(index => Currencies[index])
        from lines in Gen.Select(Gen.Long[-1_000_000, 50_000_000], Gen.Int[0, 3].Select(i => Rates[i])).Array[1, 8]
        from prices in Gen.Enum<PriceStatement>()
        from rounding in Gen.Enum<TaxRounding>()
        from off in Gen.Long[-2, 2]
        select (currency, Sheet(currency, lines, prices, rounding, off));

    [Fact]
    public void Figures_are_as_an_accountant_expects_them()
    {
        foreach (var row in TextTable.Rows(Sheets))
        {
            var (currency, lines) = Lines(row["lines"]);
            var sheet = TaxSheet.Of(
                lines, Amount.Parse(row["total"], currency), Prices(row["prices"]),
                Round(row["round"]));

            Assert.Equal(
                (row["case"], row["stated"], row["residue"], row["taxes"]),
                (row["case"], Say(sheet.Lines.Select(line => line.Amount)), sheet.Residue.ToDecimalString(),
                    Say(sheet.Taxes)));
        }
    }

    [Fact]
    public void Lines_and_tax_and_residue_are_the_total_whatever_the_lines_are() =>
        AnySheet.Sample(it =>
        {
            var (_, sheet) = it;
            var sum = sheet.Lines.Aggregate(sheet.Residue, (all, line) => all + line.Amount);
            Assert.Equal(sheet.Total, sheet.Prices == PriceStatement.Exclusive ? sum + sheet.Tax : sum);
            Assert.True(sheet.Total.IsWholeMinor && sheet.Tax.IsWholeMinor && sheet.Net.IsWholeMinor);
            Assert.All(sheet.Taxes, part => Assert.True(part.Net.IsWholeMinor && part.Tax.IsWholeMinor));
            Assert.Equal(sheet.Taxes.Length, sheet.Taxes.Select(part => part.Rate).Distinct().Count());
            Assert.All(sheet.Taxes, part =>
                Assert.True(part.Tax.IsZero || part.Tax.IsNegative == part.Gross.IsNegative));
        });

    [Fact]
    public void Notes_of_a_document_say_its_taxes_and_state_them_as_it_does()
    {
        foreach (var row in TextTable.Rows(Notes))
        {
            var (currency, lines) = Lines(row["of"]);
            var total = lines[0].Amount;
            var sheet = TaxSheet.Of(
                lines, total, Prices(row["prices"]), Round(row["round"]));
            var (before, said) = (Amount.Zero(currency), new List<string>());
            foreach (var after in row["notes"].Split(' ').Select(text => Amount.Parse(text, currency)))
            {
                var note = sheet.Between(before, after, LineKind.Refund, name: null);
                said.Add(string.Join(", ", note.Taxes.Select(Say).DefaultIfEmpty("-")));
                Assert.Equal(after > before ? after - before : before - after, note.Total);
                before = after;
            }

            Assert.Equal((row["case"], row["say"]), (row["case"], string.Join(", ", said)));
        }
    }

    [Fact]
    public void Notes_that_take_back_the_whole_take_back_every_tax() =>
        Gen.Select(AnySheet, Gen.Long[0, long.MaxValue].Array[0, 6]).Where(it => it.Item1.Sheet.Total.IsPositive)
            .Sample((it, cuts) =>
            {
                var (currency, sheet) = it;
                var steps = cuts.Select(cut => Amount.OfMinor(cut % (sheet.Total.ToMinor() + 1), currency))
                    .Order().Append(sheet.Total);
                var (before, back) = (Amount.Zero(currency), new List<TaxSheet>());
                foreach (var after in steps)
                {
                    back.Add(sheet.Between(before, after, LineKind.Refund, null));
                    before = after;
                }

                Assert.Equal(sheet.Total, Sum(back.Select(note => note.Total)));
                Assert.Equal(sheet.Tax, Sum(back.Select(note => note.Tax)));
                Assert.All(sheet.Taxes, part => Assert.Equal(
                    part.Tax,
                    Sum(back.SelectMany(note => note.Taxes).Where(other => other.Rate == part.Rate)
                        .Select(other => other.Tax).Prepend(Amount.Zero(currency)))));
            });

    private static TaxSheet Sheet(
        Currency currency, (long Units, int Rate)[] lines, PriceStatement prices, TaxRounding rounding, long off)
    {
        var units = currency.UnitsPerMinor / 100;
        DocumentLine[] all =
        [
            .. lines.Select(line => new DocumentLine(
                LineKind.ServiceUsage, new(line.Units * units, currency),
                line.Rate == 0 ? null : new TaxRate("VAT", line.Rate))),
        ];
        var total = Sum(all.Select(line => line.Amount)).FloorToMinor() + Amount.OfMinor(off, currency);
        return TaxSheet.Of(all, total, prices, rounding);
    }

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate((sum, amount) => sum + amount);

    private static (Currency Currency, DocumentLine[] Lines) Lines(string text)
    {
        var words = text.Split(' ');
        var currency = Currency.Parse(words[0]);
        return (currency, [.. words.Skip(1).Select(word => word.Split('@')).Select(pair => new DocumentLine(
            LineKind.ServiceUsage, Amount.Parse(pair[0], currency),
            pair[1] == "-" ? null : new TaxRate("VAT", int.Parse(pair[1], CultureInfo.InvariantCulture) * 100)))]);
    }

    private static string Say(IEnumerable<Amount> amounts) =>
        string.Join(' ', amounts.Select(amount => amount.ToDecimalString()));

    private static string Say(IEnumerable<TaxPart> taxes) =>
        string.Join(", ", taxes.Select(part => $"{part.Rate.Percent}: {Say(part)}").DefaultIfEmpty("-"));

    private static string Say(TaxPart part) => $"{part.Net.ToDecimalString()}+{part.Tax.ToDecimalString()}";

    private static PriceStatement Prices(string text) =>
        text == "net" ? PriceStatement.Exclusive : PriceStatement.Inclusive;

    private static TaxRounding Round(string text) => text == "half" ? TaxRounding.HalfUp : TaxRounding.Down;
}
