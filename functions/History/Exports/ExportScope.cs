using Billing.Ledger;
using Billing.Money;

namespace Billing.History.Exports;

/// <summary>What is exported: whose history, which part of it, and as which commit left it.</summary>
/// <param name="Name">Of the billing profile; null without one.</param>
/// <param name="Currency">Null without a billing profile.</param>
/// <param name="TimeZone">In which dates are shown; IANA name.</param>
public sealed record ExportScope(
    AccountHead Head,
    HistoryFilter Filter,
    string? Name,
    Currency? Currency,
    string TimeZone,
    DateTimeOffset MadeAt)
{
    /// <summary>What the ledger holds, whatever its window: top-ups and vouchers, less the debt.</summary>
    public AmountSum? Balance => Sum(sums => (Int128)sums.TopUp + sums.Voucher - sums.Debt);

    /// <summary>What is left on billing plans.</summary>
    public AmountSum? Plans => Sum(sums => sums.Plan);

    public bool IsWhole => Filter == new HistoryFilter() || Filter == new HistoryFilter(Status: HistoryStatus.Success);

    private AmountSum? Sum(Func<AccountSums, Int128> units) =>
        Currency is { } currency ? new(units(AccountBook.From(Head.State).Sums()), currency) : null;
}
