using System.Text.Json;
using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Reads disputes: who complains about which captures, and how it ended.</summary>
public static class PayPalDispute
{
    /// <summary>A dispute about several payments at once is for a person to divide.</summary>
    public static PaymentNews Read(PaymentNews news, JsonElement dispute)
    {
        var transactions = dispute.Elements("disputed_transactions");
        if (transactions.Count != 1)
            return news with { Ignored = $"dispute_about_{transactions.Count}", Alerts = true };

        var capture = transactions[0].Text("seller_transaction_id");
        var about = news with
        {
            Reference = TopUpId.TryParse(transactions[0].Text("custom"), out var id) ? id : null,
            Aliases = capture is { Length: > 0 } ? [capture] : [],
        };
        var outcome = dispute.Member("dispute_outcome");
        var phase = Phase(news.Type, outcome.Text("outcome_code"));
        var lost = phase == DisputePhase.Lost ? outcome.Money("amount_refunded") : null;
        if ((lost ?? dispute.Money("dispute_amount")) is not { } amount || dispute.Text("dispute_id") is not { } name)
            return about with { Ignored = "dispute_unreadable", Alerts = true };

        return phase is { } known
            ? about with { Result = new PaymentResult.Disputed(name, known, amount) }
            : about with { Ignored = "dispute_without_outcome", Alerts = true };
    }

    /// <summary>
    /// With a payout PayPal pays the buyer and leaves us the money; a complaint that was denied or withdrawn is won.
    /// Null when it ended without a word on who keeps the money.
    /// </summary>
    private static DisputePhase? Phase(string type, string? outcome) => (type, outcome) switch
    {
        (_, "RESOLVED_BUYER_FAVOUR" or "ACCEPTED") => DisputePhase.Lost,
        (_, "RESOLVED_SELLER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "CANCELED_BY_BUYER" or "DENIED") => DisputePhase.Won,
        ("CUSTOMER.DISPUTE.RESOLVED", _) => null,
        _ => DisputePhase.Opened,
    };
}
