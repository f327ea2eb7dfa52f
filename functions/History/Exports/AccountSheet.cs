using Billing.Money;
using Billing.Platform;
using Billing.Platform.Sheets;

namespace Billing.History.Exports;

/// <summary>The first sheet of an export: whose it is, what was asked for, and what it comes to.</summary>
public static class AccountSheet
{
    /// <summary>It is written last, because it says how many rows there are and what they come to.</summary>
    public static SheetLayout Layout { get; } =
        new("Account", [new("Item", 34), new("Value", 44)], IsCover: true, HasFilter: false);

    public static IEnumerable<SheetCell[]> Rows(ExportScope scope, SheetZone zone, long rows, AmountSum? sum)
    {
        var filter = scope.Filter;
        yield return Row("Account", scope.Head.Account.Value);
        yield return Row("Name", scope.Name);
        yield return Row("Currency", scope.Currency?.Code);
        yield return Row("Time zone of the dates", zone.Name);
        yield return Row("Made at", SheetCell.Of(scope.MadeAt, zone));
        yield return Row("As of commit", SheetCell.Of(scope.Head.CommitNo));
        yield return Row("Only service", filter.Service?.Value ?? All);
        yield return Row("Only meter", filter.Meter?.Value ?? All);
        yield return Row("Only resource", filter.Resource?.ToString() ?? All);
        yield return Row("Only status", filter.Status is { } status ? EnumText.Format(status) : All);
        yield return Row("Only kind", filter.Kind is { } kind ? EnumText.Format(kind) : All);
        yield return Row("From", Bound(filter.From, zone));
        yield return Row("Until, not included", Bound(filter.Until, zone));
        yield return Row("Rows", SheetCell.Of(rows));
        yield return Row("Sum of the rows", SheetCell.Of(sum));
        yield return Row("Balance (top-ups and vouchers)", SheetCell.Of(scope.Balance));
        yield return Row("Left on billing plans", SheetCell.Of(scope.Plans));
        if (scope.IsWhole) yield return Row("Balance and plans", SheetCell.Of(scope.Balance + scope.Plans));
    }

    private const string All = "all";

    private static SheetCell Bound(DateTimeOffset? bound, SheetZone zone) =>
        bound is { } instant ? SheetCell.Of(instant, zone) : SheetCell.Of(All);

    private static SheetCell[] Row(string item, string? value) => Row(item, SheetCell.Of(value));

    private static SheetCell[] Row(string item, SheetCell value) => [SheetCell.Of(item), value];
}
