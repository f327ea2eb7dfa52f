using Billing.Money;

namespace Billing.Invoices;

/// <summary>What a line of a document is about; documents write it out in their language.</summary>
public enum LineKind
{
    /// <summary>Credit that was bought.</summary>
    TopUp = 1,

    /// <summary>The price of a plan's term, or a part of it.</summary>
    PlanPrice = 2,

    /// <summary>What a postpaid plan covered.</summary>
    PlanUsage = 3,

    /// <summary>The difference that a change of a plan costs.</summary>
    PlanChange = 4,

    /// <summary>What a service took of the balance.</summary>
    ServiceUsage = 5,

    /// <summary>The part of it that vouchers paid; negative.</summary>
    PaidByVouchers = 6,

    /// <summary>Charges that were given back; negative on what is to be paid.</summary>
    GivenBack = 7,

    Refund = 8,
    Chargeback = 9,

    /// <summary>What had gone back came again.</summary>
    Reinstated = 10,

    /// <summary>Finance put right what a document said.</summary>
    Correction = 11,

    /// <summary>What was asked for is asked for no more.</summary>
    Withdrawn = 12,
}

/// <summary>One line of a document.</summary>
/// <param name="Amount">With the tax in it or without, as the sheet says; may be finer than minor units.</param>
/// <param name="Rate">Null where the document states no tax for it.</param>
/// <param name="Name">The service, the plan's name, or the reason; null where the kind says all.</param>
/// <param name="Count">Charged events, or the number of an instalment; null where nothing is counted.</param>
public sealed record DocumentLine(
    LineKind Kind, Amount Amount, TaxRate? Rate = null, string? Name = null, long? Count = null);
