using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.TopUps;
using CsCheck;

namespace Billing.Functions.Tests.TopUps;

/// <summary>
/// What goes back of a plan's payment is credit that the account loses, in whatever order it is heard.
/// </summary>
public sealed class TopUpPlansTests
{
    private static readonly PaymentResult Paid = new PaymentResult.Paid(SomeTopUp.Paid, "14600001", SomeTopUp.Now);
    private static readonly PlanPart Part = new(PlanId.Parse("01KAN0000000000000000000P1"), 1);

    private static readonly Gen<PaymentResult> AnyFact = Gen.Select(
        Gen.Int[0, 5], Gen.Int[1, 6], Gen.Int[1, 3], (kind, amount, id) => Fact(kind, Dong(amount * 100_000), $"{id}"));

    [Fact]
    public void What_the_account_has_is_what_it_had_and_what_was_credited_less_what_went_back() =>
        Gen.Select(AnyFact.Array[0, 8], Gen.Int[0, 8], Gen.Int[0, 8]).Sample((facts, at, fund) =>
        {
            var (topUp, net) = End(facts, Math.Min(at, facts.Length), Dong(fund * 100_000));
            var gained = topUp.HasPaidPlan ? Dong(0) : topUp.Credited!.Value;
            return net == Dong(fund * 100_000) + gained - topUp.NetTaken;
        });

    [Fact]
    public void A_payment_that_was_whole_pays_the_plan_and_one_that_was_not_is_credit_taken_back()
    {
        PaymentResult[] refunded = [new PaymentResult.Refunded("r1", Dong(200_000))];

        var (after, debt) = End(refunded, at: 0, Dong(0));
        var (before, rest) = End(refunded, at: 1, Dong(0));

        Assert.Equal((true, Dong(-200_000)), (after.HasPaidPlan, debt));
        Assert.Equal((false, Dong(300_000)), (before.HasPaidPlan, rest));
        Assert.IsType<MovementFact.PlanPaid>(after.Movements.First());
        Assert.IsType<MovementFact.TopUpCredited>(before.Movements.First());
        Assert.Equal(TopUp.ReversedBefore, before.Reason);
    }

    /// <summary>Applies facts, and their movements to an account; the payment is heard of among them.</summary>
    private static (TopUp TopUp, Amount Net) End(IReadOnlyList<PaymentResult> facts, int at, Amount fund)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Vnd, "UTC"), 1, SomeTopUp.Now);
        var seq = 1L;
        if (fund.IsPositive) book.Apply(new MovementFact.TopUpCredited("fund", "vnpay", fund), ++seq, SomeTopUp.Now);
        var topUp = SomeTopUp.TopUp() with { For = Part };
        foreach (var fact in facts.Take(at).Append(Paid).Concat(facts.Skip(at)))
        {
            var before = topUp.Movements.Count();
            var step = topUp.Apply(fact, ResultSource.Poll, SomeTopUp.Now.AddMinutes(1));
            topUp = step is not TopUpStep.Credited { After: var paid } ? step.TopUp
                : paid.PaysPlan is null ? paid.AsCredit(TopUp.ReversedBefore) : paid.AsPlanPayment();
            foreach (var movement in topUp.Movements.Skip(before)) book.Apply(movement, ++seq, SomeTopUp.Now);
        }
        var sums = book.Sums();
        return (topUp, new(sums.TopUp - sums.Debt, Currency.Vnd));
    }

    private static PaymentResult Fact(int kind, Amount amount, string id) => kind switch
    {
        0 => new PaymentResult.Disputed(id, DisputePhase.Opened, amount),
        1 => new PaymentResult.Disputed(id, DisputePhase.Lost, amount),
        2 => new PaymentResult.Disputed(id, DisputePhase.Won, amount),
        3 => new PaymentResult.Refunded(id, amount),
        4 => new PaymentResult.RefundFailed(id, amount),
        _ => new PaymentResult.TakenBack(amount),
    };

    private static Amount Dong(long dong) => Amount.OfMinor(dong, Currency.Vnd);
}
