using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.TopUps.BankTransfers;

/// <summary>A received bank transfer as finance sees it.</summary>
public sealed record TransferView(
    string TransactionId,
    TransferStatus Status,
    string? Detail,
    Amount Amount,
    string ReceivedOn,
    string Remittance,
    string? Payer,
    AccountId? Account,
    string? TopUpId,
    ImmutableArray<TransferAct> Acts)
{
    public static TransferView Of(ReceivedTransfer transfer) => new(
        transfer.Id.Value,
        transfer.Status,
        transfer.Detail,
        transfer.Amount,
        CalendarDay.Format(transfer.ReceivedOn),
        transfer.Remittance,
        transfer.Payer,
        transfer.Of?.Account,
        transfer.Of?.TopUp.Value,
        transfer.Acts);
}
