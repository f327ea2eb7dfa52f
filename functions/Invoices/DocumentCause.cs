using System.Globalization;
using Billing.Ledger;
using Billing.Plans;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>What a document documents: each cause has one document at most.</summary>
/// <param name="At">When it was true, as the row says that stands for it.</param>
public readonly record struct DocumentCause(string Name, DateTimeOffset At)
{
    public DocumentId Id => DocumentId.Of(this);

    /// <summary>Money came in through a gateway or a bank.</summary>
    public static DocumentCause Payment(string payment, DateTimeOffset settledAt) =>
        new($"payment:{payment}", settledAt);

    /// <summary>What happened to a payment's money after it came in.</summary>
    /// <param name="step">Counts that, from 1.</param>
    public static DocumentCause Moved(string payment, int step, DateTimeOffset at) =>
        new(Text($"payment:{payment}:{step}"), at);

    /// <summary>An instalment was paid from the balance.</summary>
    public static DocumentCause FromBalance(BalancePayment payment) =>
        new($"balance:{payment.Payment}", payment.PaidAt);

    /// <summary>An instalment of a plan was asked for.</summary>
    public static DocumentCause Instalment(PlanId plan, int number, DateTimeOffset at) =>
        new(Text($"plan:{plan}:{number}"), at);

    /// <summary>An instalment is asked for no more.</summary>
    public static DocumentCause Withdrawn(PlanId plan, int number, DateTimeOffset at) =>
        new(Text($"plan:{plan}:{number}:withdrawn"), at);

    /// <summary>A month's usage of top-up credit.</summary>
    /// <param name="over">When the month was over.</param>
    public static DocumentCause Usage(AccountId account, StatementMonth month, DateTimeOffset over) =>
        new($"usage:{account}:{month}", over);

    /// <summary>Finance corrects a document.</summary>
    /// <param name="effect">The id of the request's effect.</param>
    public static DocumentCause Correction(string effect) => new($"correction:{effect}", Ulid.Parse(effect).Time);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
