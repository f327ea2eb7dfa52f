using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History;

/// <summary>One row of the credit history as its reader gets it.</summary>
/// <param name="Service">Null when credit came in.</param>
/// <param name="Amount">Signed, in the account's currency.</param>
/// <param name="Reverses">The id of the charge that is given back; null for what is no reversal.</param>
public sealed record HistoryView(
    string Id,
    DateTimeOffset Date,
    HistoryKind Kind,
    ServiceName? Service,
    string Description,
    HistoryStatus Status,
    Amount Amount,
    ImmutableArray<FundShare> Funding,
    string? Reverses)
{
    public static HistoryView Of(HistoryEntry entry) => new(
        entry.Id, entry.Date, entry.Kind, entry.Service, entry.Description, entry.Status, entry.Amount, entry.Funding,
        entry.Reverses);
}
