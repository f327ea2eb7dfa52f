using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Lets the audit ask a capability about its rows beside the ledger: a payment that succeeded, a voucher that was
/// redeemed. Each stands for its movements, and each movement of that kind for one row.
/// </summary>
/// <param name="Row">What the rows' keys begin with.</param>
/// <param name="Rule">What is broken when one is there without the other.</param>
/// <param name="Owed">The movements that a row stands for; none while no money has moved.</param>
/// <param name="Concerns">Whether a movement needs such a row.</param>
public sealed record CreditWitness(
    char Row,
    string Rule,
    Func<AccountId, TableEntity, IEnumerable<MovementFact>> Owed,
    Func<MovementFact, bool> Concerns);
