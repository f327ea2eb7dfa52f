using Billing.Plans;

namespace Billing.Invoices;

/// <summary>What became of the money that an invoice asks for.</summary>
public enum DemandStatus
{
    Due = 1,
    Overdue = 2,
    Paid = 3,

    /// <summary>It is asked for no more; a credit note says so.</summary>
    Withdrawn = 4,
}

/// <summary>The state of an invoice's demand, as its plan has it now.</summary>
/// <param name="DueAt">May be later than the invoice says, as pauses move it.</param>
public sealed record Demand(
    DemandStatus Status, DateTimeOffset? DueAt = null, DateTimeOffset? PaidAt = null, string? PaymentId = null)
{
    /// <summary>Null for what asks for nothing.</summary>
    /// <param name="plan">That which the document is about, if any.</param>
    public static Demand? Of(StoredDocument stored, Plan? plan)
    {
        var document = stored.Document;
        if (document.Kind != DocumentKind.Invoice) return null;
        if (document.Plan is not { } asked) return new(DemandStatus.Paid);
        if (plan?.InstalmentOf(asked.Instalment) is { } part) return Of(part);

        // A plan forgets instalments that were paid long ago; one that was withdrawn is credited.
        return new(stored.Left.IsZero ? DemandStatus.Withdrawn : DemandStatus.Paid);
    }

    private static Demand Of(Instalment part)
    {
        if (part.IsPaid) return new(DemandStatus.Paid, part.DueAt, part.PaidAt, part.Payment);
        return new(part.Told >= Dunning.Overdue ? DemandStatus.Overdue : DemandStatus.Due, part.DueAt);
    }
}
