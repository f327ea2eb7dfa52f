using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>What a verb decided about an account: the answer, and what must be written for it to be true.</summary>
/// <param name="Entry">Null when the ledger does not change.</param>
public sealed record Decision<T>(T Answer, LedgerEntry? Entry = null)
{
    /// <summary>Rows of the same partition, such as a payment, that are written in the same transaction.</summary>
    public IReadOnlyList<TableTransactionAction> Beside { get; init; } = [];

    /// <summary>The identities of the entry's events, if the decision has them at hand.</summary>
    public UsageIds? Learned { get; init; }
}
