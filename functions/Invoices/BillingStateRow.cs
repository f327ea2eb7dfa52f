using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>What holds for all documents of an account, as one row among them.</summary>
internal static class BillingStateRow
{
    private const string Point = "TaxPoint";
    private const string Through = "Through";
    private const string Carried = "Carried";

    public static string Key(AccountId account) => $"A|{account}";

    public static TableEntity Write(AccountId account, BillingState state) =>
        new(LedgerKeys.Partition(account), Key(account))
        {
            [Point] = EnumText.Format(state.TaxPoint),
            [Through] = state.Through?.ToString(),
            [Carried] = state.CarriedUnits,
        };

    public static BillingState Read(TableEntity row)
    {
        var isKnown = EnumText.TryParse<TaxPoint>(row.GetString(Point), out var point);
        Invariant.Holds(isKnown, "a stored tax point is known");
        StatementMonth? through = StatementMonth.TryParse(row.GetString(Through), out var month) ? month : null;
        return new(point, through, row.Need<long>(Carried));
    }
}
