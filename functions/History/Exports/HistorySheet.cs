using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Platform.Sheets;

namespace Billing.History.Exports;

/// <summary>The rows of an exported credit history: what each column shows.</summary>
public sealed class HistorySheet(SheetZone zone)
{
    public SheetLayout Layout { get; } = new("Credit history",
    [
        new($"Date ({zone.Name})", 28), new("Service", 18), new("Description", 60), new("Kind", 12),
        new("Status", 10), new("Amount", 20), new("Currency", 10), new("From billing plans", 20),
        new("From vouchers", 20), new("From top-ups", 20), new("Id", 28),
    ]);

    /// <summary>The last three amounts say who paid; debt counts as top-up that is used in advance.</summary>
    public SheetCell[] Row(HistoryView entry) =>
    [
        SheetCell.Of(entry.Date, zone),
        SheetCell.Of(entry.Service?.Value),
        SheetCell.Of(entry.Description),
        SheetCell.Of(EnumText.Format(entry.Kind)),
        SheetCell.Of(EnumText.Format(entry.Status)),
        SheetCell.Of((AmountSum)entry.Amount),
        SheetCell.Of(entry.Amount.Currency.Code),
        Paid(entry, FundKind.Plan),
        Paid(entry, FundKind.Voucher),
        Paid(entry, FundKind.TopUp, FundKind.Debt),
        SheetCell.Of(entry.Id),
    ];

    private static SheetCell Paid(HistoryView entry, params ReadOnlySpan<FundKind> kinds)
    {
        AmountSum? paid = null;
        foreach (var share in entry.Funding)
            if (kinds.Contains(share.Kind)) paid = (paid ?? AmountSum.Zero(share.Amount.Currency)) + share.Amount;
        return SheetCell.Of(paid);
    }
}
