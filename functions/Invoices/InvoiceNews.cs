using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;
using Billing.Platform;
using Billing.TopUps;

namespace Billing.Invoices;

/// <summary>Which facts are to be documented, and what accounts learn of documents.</summary>
public static class InvoiceNews
{
    public const string Ready = "invoice-ready";

    /// <summary>Months of an account, one after the other.</summary>
    public const string Usage = "usage";

    /// <summary>A note that finance wrote.</summary>
    public const string Correction = "correction";

    /// <summary>How long whoever was told of it may take before the timer takes it up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Null for a fact of which nothing is documented.</summary>
    public static InvoiceTask? TaskOf(Notice notice) => notice.Kind switch
    {
        TopUpFacts.Settled or TopUpFacts.TakenBack or TopUpFacts.Reinstated => Task(notice),
        PlanTold.Instalment or PlanTold.Withdrawn => Task(notice),
        PlanTold.Paid when Text(notice.Body, "method") == BalancePayment.Method => Task(notice),
        _ => null,
    };

    public static OutboxFact ReadyFact(BillingDocument document, DateTimeOffset at) => new(Ready, new JsonObject
    {
        ["at"] = MovementJson.Time(at),
        ["invoiceId"] = document.Id.Value,
        ["kind"] = EnumText.Format(document.Kind),
        ["number"] = document.Number?.Value,
        ["amount"] = document.Total.ToDecimalString(),
        ["currency"] = document.Total.Currency.Code,
        ["dueAt"] = document.DueAt is { } due ? MovementJson.Time(due) : null,
        ["planId"] = document.Plan?.Plan.Value,
        ["instalment"] = document.Plan?.Instalment,
        ["paymentId"] = document.Payment?.PaymentId,
    }.ToJsonString());

    /// <summary>A member of a fact's body; null where it is missing.</summary>
    public static string? Text(string body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    private static InvoiceTask Task(Notice notice) => new(
        notice.Account, LedgerKeys.Number(notice.Seq), notice.Kind, notice.Body, notice.At + Patience);
}
