using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform.Printing;
using Billing.Platform.Sheets;
using Own = Billing.Statements.StatementSheetWords;
using Text = Billing.Statements.StatementWords;

namespace Billing.Statements;

/// <summary>A statement as a workbook: the month, its funds and its services, a sheet each.</summary>
/// <param name="name">Of the billing profile; null without one.</param>
public sealed class StatementSheets(
    Statement statement, AccountId account, string? name, Language language, DateTimeOffset madeAt)
{
    private readonly SheetZone _zone = new(statement.TimeZone);

    private AmountSum Used =>
        statement.Used.Aggregate(AmountSum.Zero(statement.Currency), (sum, service) => sum + service.Amount);

    public async Task Write(Workbook book, CancellationToken stop)
    {
        await Write(book, new(In(Own.Statement), Columns((Own.Item, 36), (Own.Value, 44))), Month(), stop);
        await Write(book, new(In(Own.Funds), FundColumns()), Funds(), stop);
        await Write(book, new(In(Own.Services), ServiceColumns()), Services(), stop);
        await book.End(stop);
    }

    private static async Task Write(
        Workbook book, SheetLayout layout, IEnumerable<SheetCell[]> rows, CancellationToken stop)
    {
        await book.Begin(layout with { HasFilter = false }, stop);
        foreach (var row in rows) await book.Add(row, stop);
    }

    private IEnumerable<SheetCell[]> Month()
    {
        yield return Row(Text.Account, SheetCell.Of(account.Value));
        yield return Row(Text.Holder, SheetCell.Of(name));
        yield return Row(Own.Month, SheetCell.Of(statement.Month.ToString()));
        yield return Row(Own.TimeZone, SheetCell.Of(statement.TimeZone));
        yield return Row(Own.From, SheetCell.Of(statement.From, _zone));
        yield return Row(Own.Until, SheetCell.Of(statement.Until, _zone));
        yield return Row(Text.Status, SheetCell.Of(In(Own.Of(statement.Status))));
        yield return Row(Text.AsOf, SheetCell.Of(madeAt, _zone));
        yield return Row(Text.Currency, SheetCell.Of(statement.Currency.Code));
        yield return Row(Text.Opening, SheetCell.Of(statement.Opening.Total));
        foreach (var (kind, amount) in statement.Added) yield return Row(Own.AddedBy(kind), SheetCell.Of(amount));
        yield return Row(Text.Used, SheetCell.Of(-Used));
        yield return Row(Text.Expired, SheetCell.Of(-statement.Expired));
        yield return Row(Text.Reversed, SheetCell.Of(statement.Reversed));
        yield return Row(Text.Adjusted, SheetCell.Of(statement.Adjusted));
        yield return Row(Text.Closing, SheetCell.Of(statement.Closing.Total));
        yield return Row(Own.Debt, SheetCell.Of(statement.Closing.Debt));
    }

    /// <summary>What lowers a balance is negative, so that each row adds up to its last figure.</summary>
    private IEnumerable<SheetCell[]> Funds()
    {
        foreach (var it in statement.Funds)
            yield return Row(
                Own.Of(it.Fund), it.Opening, it.Added, -it.Used, -it.Expired, it.Reversed, it.Adjusted, it.Closing);
        var plans = statement.Plans;
        yield return Row(
            Own.Plans, plans.Opening, plans.Added, -plans.Used, -plans.Expired, plans.Reversed, plans.Adjusted,
            plans.Closing);
    }

    private IEnumerable<SheetCell[]> Services() => statement.Used.Select(it => (SheetCell[])
    [
        SheetCell.Of(it.Service.Value), SheetCell.Of(it.Charges), SheetCell.Of(it.Amount), SheetCell.Of(it.Plans),
    ]);

    private ImmutableArray<SheetColumn> FundColumns() => Columns(
        (Own.Fund, 36), (Text.Opening, 20), (Text.Added, 20), (Text.Used, 20), (Text.Expired, 20),
        (Text.Reversed, 20), (Text.Adjusted, 20), (Text.Closing, 20));

    private ImmutableArray<SheetColumn> ServiceColumns() => Columns(
        (Text.Service, 24), (Text.Charges, 16), (Text.FromBalance, 24), (Text.FromPlans, 24));

    private string In(Words words) => words.In(language);

    private ImmutableArray<SheetColumn> Columns(params ReadOnlySpan<(Words Heading, int Width)> columns)
    {
        var all = ImmutableArray.CreateBuilder<SheetColumn>();
        foreach (var (heading, width) in columns) all.Add(new(In(heading), width));
        return all.ToImmutable();
    }

    private SheetCell[] Row(Words item, SheetCell value) => [SheetCell.Of(In(item)), value];

    private SheetCell[] Row(Words item, params ReadOnlySpan<AmountSum> amounts)
    {
        var cells = new SheetCell[amounts.Length + 1];
        cells[0] = SheetCell.Of(In(item));
        for (var i = 0; i < amounts.Length; i++) cells[i + 1] = SheetCell.Of(amounts[i]);
        return cells;
    }
}
