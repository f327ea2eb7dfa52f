using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>
/// Payments from the top-up credit are rows among the account's other payments, written in the transaction that takes
/// the credit. This says how such a row looks.
/// </summary>
public sealed class BalancePaymentTable(LedgerTable ledger)
{
    private const string Kind = "planFromBalance";

    /// <summary>Each stands for the movement that took the credit.</summary>
    public static CreditWitness Witness { get; } = new(
        LedgerKeys.PaymentRow,
        "I12 an instalment paid from top-up credit takes it once, and nothing else takes it",
        (account, row) => IsOne(row) ? [Read(account, row).Movement] : [],
        fact => fact is MovementFact.PlanPaid { Gateway: null });

    public async Task<BalancePayment?> Find(AccountId account, string inverted, CancellationToken stop)
    {
        var found = await ledger.Rows.GetEntityIfExistsAsync<TableEntity>(
            LedgerKeys.Partition(account), LedgerKeys.Payment(account, inverted), cancellationToken: stop);
        return found.HasValue && IsOne(found.Value!) ? Read(account, found.Value!) : null;
    }

    /// <param name="after">Only payments older than this one, as it sorts.</param>
    public async IAsyncEnumerable<BalancePayment> NewestFirst(
        AccountId account, string? after, [EnumeratorCancellation] CancellationToken stop)
    {
        var all = KeyRange.All(LedgerKeys.PaymentRow);
        var start = after is null ? all.From : LedgerKeys.Payment(account, after);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {LedgerKeys.Partition(account)} and RowKey gt {start} and RowKey lt {all.Until}")
            + $" and kind eq '{Kind}'";
        await foreach (var row in ledger.Rows.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            yield return Read(account, row);
    }

    /// <summary>What a plan's movements took of the credit.</summary>
    /// <param name="at">When it was paid, as the plan has it.</param>
    public static IEnumerable<TableTransactionAction> Insert(
        Plan plan, IEnumerable<MovementFact> movements, DateTimeOffset at) =>
        from paid in movements.OfType<MovementFact.PlanPaid>()
        where paid.Gateway is null
        let part = new PlanPart(plan.Id, paid.Instalment, plan.Terms.Name)
        select Insert(new BalancePayment(plan.Account, part, paid.Payment, paid.Amount, at));

    /// <summary>Fails its transaction when the row exists.</summary>
    public static TableTransactionAction Insert(BalancePayment payment) =>
        new(TableTransactionActionType.Add, Write(payment));

    private static bool IsOne(TableEntity row) => row.GetString("kind") == Kind;

    private static TableEntity Write(BalancePayment payment) =>
        new(LedgerKeys.Partition(payment.Account), LedgerKeys.Payment(payment.Account, payment.Inverted))
        {
            ["kind"] = Kind,
            ["plan"] = payment.For.Plan.Value,
            ["instalment"] = payment.For.Instalment,
            ["planName"] = payment.For.Name,
            ["payment"] = payment.Payment,
            ["amount"] = payment.Amount.ToDecimalString(),
            ["currency"] = payment.Amount.Currency.Code,
            ["paidAt"] = payment.PaidAt,
        };

    private static BalancePayment Read(AccountId account, TableEntity row) => new(
        account,
        new(PlanId.Parse(row.GetString("plan")), row.GetInt32("instalment")!.Value, row.GetString("planName")),
        row.GetString("payment"),
        Amount.Parse(row.GetString("amount"), Currency.Parse(row.GetString("currency"))),
        row.GetDateTimeOffset("paidAt")!.Value);
}
