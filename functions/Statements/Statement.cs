using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Statements;

/// <summary>Whether a month's figures can still change.</summary>
public enum StatementStatus
{
    /// <summary>The month goes on.</summary>
    Open = 1,

    /// <summary>The month is over, and a decision of its last minutes may still be committed.</summary>
    Settling = 2,

    Final = 3,
}

/// <summary>
/// One month of an account's balance by the time of commit, exactly: opening + added − used − expired + reversed +
/// adjusted = closing, and the next month opens with what this one closed with. Usage belongs to the month in which
/// it was charged, also when it happened before. Credit past its end counts until it is posted as expired. Each figure
/// is exact, also where it is beyond what one amount can hold.
/// </summary>
/// <param name="From">The month's first instant in the time zone.</param>
/// <param name="Until">The next month's first instant.</param>
/// <param name="Added">Credit that came in, by kind.</param>
/// <param name="Expired">Credit that ran out unused.</param>
/// <param name="Reversed">Charges given back.</param>
/// <param name="Adjusted">Any other change, with its sign.</param>
/// <param name="Funds">The same figures for each fund of the balance.</param>
/// <param name="Plans">Money of billing plans: beside the balance and in none of the figures above.</param>
public sealed record Statement(
    StatementMonth Month,
    string TimeZone,
    DateTimeOffset From,
    DateTimeOffset Until,
    StatementStatus Status,
    Currency Currency,
    StatementBalance Opening,
    ImmutableArray<AddedCredit> Added,
    ImmutableArray<UsedCredit> Used,
    AmountSum Expired,
    AmountSum Reversed,
    AmountSum Adjusted,
    StatementBalance Closing,
    ImmutableArray<FundFigures> Funds,
    PlanFigures Plans);

/// <summary>What was on the balance.</summary>
/// <param name="Total">Top-up and voucher.</param>
/// <param name="TopUp">Less the debt.</param>
public readonly record struct StatementBalance(AmountSum Total, AmountSum TopUp, AmountSum Voucher, AmountSum Debt)
{
    public static StatementBalance Of(AccountSums sums, Currency currency)
    {
        AmountSum topUp = new((Int128)sums.TopUp - sums.Debt, currency), voucher = new(sums.Voucher, currency);
        return new(topUp + voucher, topUp, voucher, new(sums.Debt, currency));
    }
}

/// <summary>Credit of one kind that came in.</summary>
public readonly record struct AddedCredit(CreditKind Kind, AmountSum Amount);

/// <summary>How credit came in.</summary>
public enum CreditKind
{
    TopUp = 1,
    Voucher = 2,
}

/// <summary>What one service took.</summary>
/// <param name="Charges">Usage events that were charged.</param>
/// <param name="Amount">From the balance.</param>
/// <param name="Plans">From billing plans, beside the balance.</param>
public readonly record struct UsedCredit(ServiceName Service, long Charges, AmountSum Amount, AmountSum Plans);

/// <summary>A month of one fund: the same sum as that of the balance.</summary>
/// <param name="Fund">Debt counts as top-up used in advance.</param>
public readonly record struct FundFigures(
    CreditKind Fund,
    AmountSum Opening,
    AmountSum Added,
    AmountSum Used,
    AmountSum Expired,
    AmountSum Reversed,
    AmountSum Adjusted,
    AmountSum Closing);

/// <summary>
/// What was on billing plans, came to them and paid for usage: opening + added − used − expired + reversed +
/// adjusted = closing.
/// </summary>
/// <param name="Added">Activated.</param>
/// <param name="Used">Paid for usage.</param>
/// <param name="Expired">Left when the plan's term ended.</param>
/// <param name="Reversed">Charges given back.</param>
/// <param name="Adjusted">What changes of plans added to their totals, with its sign.</param>
public readonly record struct PlanFigures(
    AmountSum Opening,
    AmountSum Added,
    AmountSum Used,
    AmountSum Expired,
    AmountSum Reversed,
    AmountSum Adjusted,
    AmountSum Closing);
