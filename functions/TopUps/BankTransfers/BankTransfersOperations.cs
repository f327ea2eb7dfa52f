using Billing.OpenApi;
using Billing.Platform;
using Billing.TopUps.Gateways.BankTransfer;

namespace Billing.TopUps.BankTransfers;

/// <summary>What finance sends about received transfers, and what it gets.</summary>
public static class BankTransfersOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(RecordBankTransfer), it => it
            .Body(body => body
                .Value<TransferId>("transactionId", "FT26326000001", "The bank's.")
                .Amount("amount")
                .Day("receivedOn", "2026-01-02")
                .Optional
                .Text("remittance", ReceivedTransfer.MaxRemittance, "TU000000000", "The text that came with it.")
                .Text("payer", ReceivedTransfer.MaxPayer, "Nguyen Van An"))
            .Answers<TransferView>(201)
            .Refuses(409, "conflict"))
        .Add(nameof(GetBankTransfers), it => it
            .Query(query => query
                .Choice<TransferStatus>("status")
                .Day("from", "2026-01-01")
                .Day("to", "2026-12-31")
                .Page())
            .Answers<PageOf<TransferView>>())
        .Add(nameof(GetBankTransfer), it => it
            .Answers<TransferView>())
        .Add(nameof(MatchBankTransfer), it => it
            .Body(body => body
                .Value<TransferReference>("reference", "TU000000000")
                .Text("reason", ReceivedTransfer.MaxReason, "The payer named the order by telephone"))
            .Answers<TransferView>()
            .Refuses(409, MatchRefusal.NotUnmatched, MatchRefusal.TooManyMatches))
        .Add(nameof(ApproveBankTransfer), it => it
            .Answers<TransferView>()
            .Refuses(409, ApprovalRefusal.NotAwaitingApproval, ApprovalRefusal.FourEyesRequired));
}
