using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Says each fact and each line as a double entry that sums to zero.</summary>
public static class Postings
{
    /// <summary>What the book accounts of customers' credit begin with.</summary>
    public const string Customer = "customer:";

    public const string CustomerTopUp = "customer:top-up";
    public const string CustomerVoucher = "customer:voucher";
    public const string CustomerPlan = "customer:plan";
    public const string CustomerDebt = "customer:debt";
    public const string Promotions = "promotions";

    /// <summary>What plans are worth less what was paid for them: in the end the discount, or what is owed.</summary>
    public const string PlanSales = "plan-sales";

    /// <summary>Credit that was forfeited unused.</summary>
    public const string Breakage = "breakage";

    /// <param name="debtUnits">The account's debt before the fact: a top-up settles it first.</param>
    public static ImmutableArray<Posting> Of(MovementFact fact, long debtUnits) => fact switch
    {
        MovementFact.TopUpCredited credited =>
            OfCredit(credited.Gateway, credited.Amount, Math.Min(debtUnits, credited.Amount.Units)),
        MovementFact.VoucherGranted granted =>
            Balanced([new(Promotions, -granted.Amount), new(CustomerVoucher, granted.Amount)]),
        MovementFact.CoverActivated activated =>
            Balanced([new(PlanSales, -activated.Terms.Total), new(CustomerPlan, activated.Terms.Total)]),
        MovementFact.PlanPaid paid => OfPayment(paid),
        MovementFact.CoverExpired { Into: not null } => [],
        MovementFact.CoverExpired { Remaining: { IsPositive: true } left } =>
            Balanced([new(CustomerPlan, -left), new(Breakage, left)]),
        MovementFact.LotExpired expired => Balanced(
        [
            new(expired.Kind == LotKind.Voucher ? CustomerVoucher : CustomerTopUp, -expired.Amount),
            new(Breakage, expired.Amount),
        ]),
        _ => [],
    };

    /// <summary>The same for a fact whose sides follow from where the account stands.</summary>
    /// <param name="book">Before the fact.</param>
    /// <param name="seq">The movement's sequence number.</param>
    public static ImmutableArray<Posting> Of(MovementFact fact, AccountBook book, long seq, DateTimeOffset time) =>
        fact switch
        {
            MovementFact.UsageReversed reversed => OfReversal(reversed.Usage, book.Returns(reversed, seq, time)),
            MovementFact.TopUpDebited debited => OfDebit(debited, book.Takes(debited)),
            MovementFact.TopUpReinstated again => OfCredit(again.Gateway, again.Amount, book.Settles(again)),
            MovementFact.TopUpHeld held => OfRelease(held, book.Settles(held)),
            MovementFact.CoverChanged changed => OfChange(changed, book.Adds(changed)),
            _ => Of(fact, book.DebtUnits),
        };

    public static ImmutableArray<Posting> Of(RatedLine line)
    {
        if (line.Legs.IsEmpty) return [];

        var postings = ImmutableArray.CreateBuilder<Posting>(line.Legs.Length + 1);
        foreach (var leg in line.Legs) postings.Add(new(BookAccount(leg.Kind), -leg.Amount));
        postings.Add(new($"revenue:{line.Service}", line.Amount));
        return Balanced(postings.MoveToImmutable());
    }

    private static ImmutableArray<Posting> OfReversal(ReversedUsage usage, GivenBack back) => Sides(
        usage.Amount.Currency,
        ($"revenue:{usage.Service}", -usage.Amount.Units),
        (CustomerPlan, back.PlanUnits),
        (CustomerVoucher, back.Units(LotKind.Voucher)),
        (CustomerTopUp, back.Units(LotKind.TopUp)),
        (CustomerDebt, back.DebtUnits),
        (Breakage, back.BreakageUnits));

    private static ImmutableArray<Posting> OfCredit(string gateway, Amount amount, long settledUnits) => Sides(
        amount.Currency,
        (Clearing(gateway), -amount.Units),
        (CustomerDebt, settledUnits),
        (CustomerTopUp, amount.Units - settledUnits));

    private static ImmutableArray<Posting> OfDebit(MovementFact.TopUpDebited debited, TakenBack taken) => Sides(
        debited.Amount.Currency,
        (CustomerTopUp, -taken.TopUpUnits),
        (CustomerDebt, -taken.DebtUnits),
        (Clearing(debited.Gateway), debited.Amount.Units));

    private static ImmutableArray<Posting> OfRelease(MovementFact.TopUpHeld held, long settledUnits) =>
        Sides(held.Amount.Currency, (CustomerTopUp, -settledUnits), (CustomerDebt, settledUnits));

    private static ImmutableArray<Posting> OfChange(MovementFact.CoverChanged changed, long addedUnits) =>
        Sides(changed.Terms.Total.Currency, (PlanSales, -addedUnits), (CustomerPlan, addedUnits));

    private static ImmutableArray<Posting> OfPayment(MovementFact.PlanPaid paid) => Sides(
        paid.Amount.Currency,
        (paid.Gateway is { } gateway ? Clearing(gateway) : CustomerTopUp, -paid.Amount.Units),
        (PlanSales, paid.Amount.Units));

    private static string Clearing(string gateway) => $"clearing:{gateway}";

    private static ImmutableArray<Posting> Sides(
        Currency currency, params ReadOnlySpan<(string Account, long Units)> sides)
    {
        var postings = ImmutableArray.CreateBuilder<Posting>(sides.Length);
        foreach (var (account, units) in sides)
            if (units != 0) postings.Add(new(account, new(units, currency)));
        return Balanced(postings.ToImmutable());
    }

    private static string BookAccount(FundKind kind) => kind switch
    {
        FundKind.Plan => CustomerPlan,
        FundKind.Voucher => CustomerVoucher,
        FundKind.TopUp => CustomerTopUp,
        FundKind.Debt => CustomerDebt,
    };

    private static ImmutableArray<Posting> Balanced(ImmutableArray<Posting> postings)
    {
        var sum = postings.Aggregate(Int128.Zero, (total, posting) => total + posting.Amount.Units);
        Invariant.Holds(sum == 0, "I10 postings of each movement sum to zero");
        return postings;
    }
}
