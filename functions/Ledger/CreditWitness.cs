using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Lets the audit ask a capability about its rows beside the ledger: a payment that succeeded, a voucher that was
/// redeemed. Each stands for one movement, and each movement of that kind for one row.
/// </summary>
/// <param name="Row">What the rows' keys begin with.</param>
/// <param name="Rule">What is broken when one is there without the other.</param>
/// <param name="Owed">The movement that a row stands for; null while it stands for none.</param>
/// <param name="Concerns">Whether a movement needs such a row.</param>
public sealed record CreditWitness(
    char Row,
    string Rule,
    Func<AccountId, TableEntity, MovementFact?> Owed,
    Func<MovementFact, bool> Concerns);
