using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>
/// What top-up credit paid for in a month, less what was given back: whole minor units, and what is left of less than
/// one goes to the next month, so that all months together say all usage.
/// </summary>
/// <param name="Total">Negative where more was given back than used.</param>
/// <param name="CarriedUnits">What no document says yet.</param>
public sealed record UsageMonth(
    StatementMonth Month, DateTimeOffset Over, ImmutableArray<DocumentLine> Lines, Amount Total, long CarriedUnits)
{
    /// <summary>More services than this are one line together.</summary>
    public const int MaxServices = 100;

    /// <param name="carriedUnits">What the months before left over.</param>
    public static UsageMonth Of(Statement statement, long carriedUnits)
    {
        var (topUp, voucher) = (Fund(statement, CreditKind.TopUp), Fund(statement, CreditKind.Voucher));
        var lines = ImmutableArray.CreateBuilder<DocumentLine>();
        foreach (var used in statement.Used.Take(MaxServices)) Add(LineKind.ServiceUsage, used.Amount, used);
        var others = statement.Used.Skip(MaxServices).ToList();
        Add(LineKind.ServiceUsage, others.Aggregate(Zero(statement), (sum, used) => sum + used.Amount));
        Add(LineKind.PaidByVouchers, -voucher.Used);
        Add(LineKind.GivenBack, -topUp.Reversed);

        var spent = topUp.Used - topUp.Reversed + new Amount(carriedUnits, statement.Currency);
        var rest = (long)(spent.Units % statement.Currency.UnitsPerMinor);
        var total = Narrow(spent - new Amount(rest, statement.Currency));
        return new(statement.Month, statement.Until, lines.ToImmutable(), total, rest);

        void Add(LineKind kind, AmountSum amount, UsedCredit? of = null)
        {
            if (amount.Units != 0)
                lines.Add(new(kind, Narrow(amount), Name: of?.Service.Value, Count: of?.Charges));
        }
    }

    public DocumentCause CauseOf(AccountId account) => DocumentCause.Usage(account, Month, Over);

    private static FundFigures Fund(Statement statement, CreditKind kind) =>
        statement.Funds.First(fund => fund.Fund == kind);

    private static AmountSum Zero(Statement statement) => AmountSum.Zero(statement.Currency);

    /// <summary>A month beyond the range of an amount cannot be documented: nobody could have paid it.</summary>
    private static Amount Narrow(AmountSum sum) => new((long)sum.Units, sum.Currency);
}
