using Billing.History;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.TopUps;

namespace Billing.Privacy;

/// <summary>Why who stands behind an account may not be erased yet.</summary>
public enum ErasureRefusal
{
    PlansNotOver = 1,
    PaymentsUnsettled = 2,

    /// <summary>Facts wait in the ledger, and may name somebody.</summary>
    FactsUndelivered = 3,

    /// <summary>They would be issued without their buyer.</summary>
    DocumentsUnissued = 4,
}

/// <summary>What is under way in an account and still needs to know who stands behind it.</summary>
public sealed class ErasureObstacles(
    PlanTable plans, TopUpTable topUps, BalancePaymentTable balance, OutboxTable outbox, DocumentTable documents)
{
    /// <summary>Null when nothing stands in the way.</summary>
    public async Task<ErasureRefusal?> Find(AccountId account, CancellationToken stop)
    {
        await foreach (var plan in plans.NewestFirst(account, after: null, stop))
            if (!plan.IsOver) return ErasureRefusal.PlansNotOver;

        List<DocumentId> receipts = [];
        await foreach (var topUp in topUps.NewestFirst(account, after: null, stop))
        {
            if (topUp.IsUnsettled) return ErasureRefusal.PaymentsUnsettled;
            if (PaymentView.ReceiptOf(topUp) is { } receipt) receipts.Add(receipt);
        }
        await foreach (var payment in balance.NewestFirst(account, after: null, stop))
            receipts.Add(DocumentCause.FromBalance(payment).Id);

        if ((await outbox.Waiting(account, stop)).Count > 0) return ErasureRefusal.FactsUndelivered;
        var issued = await documents.Statuses(account, stop);
        var isIssued = receipts.All(issued.ContainsKey) && issued.Values.All(it => it == InvoiceStatus.Ready);
        return isIssued ? null : ErasureRefusal.DocumentsUnissued;
    }
}
