using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Statements;

/// <summary>
/// Adds up what happened between two balances. Movements count by their postings, usage by the sums of its segments.
/// The two balances come from the commits, so that a statement that adds up agrees with the ledger three times.
/// </summary>
public sealed class StatementTally(Currency currency)
{
    private static readonly CreditKind[] Kinds = [CreditKind.TopUp, CreditKind.Voucher];

    private readonly Dictionary<(CreditKind Fund, Reason Reason), AmountSum> _moved = [];
    private readonly SortedDictionary<ServiceName, UsedCredit> _used = [];
    private readonly Dictionary<Reason, AmountSum> _plans = [];

    /// <summary>Why a movement changed a fund.</summary>
    private enum Reason
    {
        Added = 1,
        Expired = 2,
        Reversed = 3,
        Adjusted = 4,
    }

    public long Lines { get; private set; }

    public long Movements { get; private set; }

    private AmountSum Zero => AmountSum.Zero(currency);

    public void Add(Movement movement)
    {
        Movements++;
        var reason = ReasonOf(movement.Fact);
        foreach (var (account, amount) in movement.Postings)
        {
            if (account == Postings.CustomerPlan) _plans[reason] = _plans.GetValueOrDefault(reason, Zero) + amount;
            if (FundOf(account) is { } fund) _moved[(fund, reason)] = Moved(fund, reason) + amount;
        }
    }

    public void Add(SegmentSummary segment)
    {
        Lines += segment.Lines;
        foreach (var sum in segment.Services)
        {
            var known = _used.GetValueOrDefault(sum.Service, new(sum.Service, 0, Zero, Zero));
            _used[sum.Service] = new(
                sum.Service, known.Charges + sum.Lines, known.Amount + sum.Amount - sum.Plan, known.Plans + sum.Plan);
        }
    }

    /// <exception cref="InvariantException">The figures do not add up to the closing balance.</exception>
    public Statement Close(Statement empty, AccountSums opening, AccountSums closing)
    {
        ImmutableArray<FundFigures> funds =
        [
            Fund(CreditKind.TopUp, (Int128)opening.TopUp - opening.Debt, (Int128)closing.TopUp - closing.Debt),
            Fund(CreditKind.Voucher, opening.Voucher, closing.Voucher),
        ];
        var statement = empty with
        {
            Opening = StatementBalance.Of(opening, currency),
            Added = [.. Kinds.Select(kind => new AddedCredit(kind, Moved(kind, Reason.Added)))],
            Used = [.. _used.Values],
            Expired = -Sum(Reason.Expired),
            Reversed = Sum(Reason.Reversed),
            Adjusted = Sum(Reason.Adjusted),
            Closing = StatementBalance.Of(closing, currency),
            Funds = funds,
            Plans = new(
                new(opening.Plan, currency), Plan(Reason.Added), Sum(_used.Values.Select(used => used.Plans)),
                -Plan(Reason.Expired), Plan(Reason.Reversed), Plan(Reason.Adjusted), new(closing.Plan, currency)),
        };
        RequireSum(statement);
        return statement;
    }

    private void RequireSum(Statement it)
    {
        var used = Sum(it.Used.Select(service => service.Amount));
        var due = it.Opening.Total + Sum(it.Added.Select(credit => credit.Amount)) - used - it.Expired + it.Reversed
            + it.Adjusted;
        Invariant.Holds(due == it.Closing.Total, "I4 a statement closes with what it opened with and what happened");
        Invariant.Holds(
            used == Sum(it.Funds.Select(fund => fund.Used)), "I4 what services took is what the funds lost to usage");
        var plans = it.Plans;
        Invariant.Holds(
            plans.Opening + plans.Added - plans.Used - plans.Expired + plans.Reversed + plans.Adjusted == plans.Closing,
            "I4 plans close with what they opened with and what happened");
    }

    /// <summary>What usage took of a fund is the rest: no line is decoded to know who paid.</summary>
    private FundFigures Fund(CreditKind fund, Int128 openingUnits, Int128 closingUnits)
    {
        AmountSum opening = new(openingUnits, currency), closing = new(closingUnits, currency);
        var (added, expired) = (Moved(fund, Reason.Added), -Moved(fund, Reason.Expired));
        var (reversed, adjusted) = (Moved(fund, Reason.Reversed), Moved(fund, Reason.Adjusted));
        var used = opening + added - expired + reversed + adjusted - closing;
        return new(fund, opening, added, used, expired, reversed, adjusted, closing);
    }

    private AmountSum Moved(CreditKind fund, Reason reason) => _moved.GetValueOrDefault((fund, reason), Zero);

    private AmountSum Plan(Reason reason) => _plans.GetValueOrDefault(reason, Zero);

    private AmountSum Sum(Reason reason) => Sum(Kinds.Select(fund => Moved(fund, reason)));

    private AmountSum Sum(IEnumerable<AmountSum> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    private static Reason ReasonOf(MovementFact fact) => fact switch
    {
        MovementFact.TopUpCredited or MovementFact.VoucherGranted or MovementFact.CoverActivated => Reason.Added,
        MovementFact.LotExpired or MovementFact.CoverExpired => Reason.Expired,
        MovementFact.UsageReversed => Reason.Reversed,
        _ => Reason.Adjusted,
    };

    private static CreditKind? FundOf(string account) => account switch
    {
        Postings.CustomerTopUp or Postings.CustomerDebt => CreditKind.TopUp,
        Postings.CustomerVoucher => CreditKind.Voucher,
        _ => null,
    };
}
