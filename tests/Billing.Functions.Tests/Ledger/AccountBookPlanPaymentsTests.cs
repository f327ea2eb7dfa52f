using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class AccountBookPlanPaymentsTests
{
    [Fact]
    public void Money_that_comes_in_for_a_plan_changes_no_credit_and_settles_no_debt()
    {
        var fold = Fold();
        fold.Use("5");

        Assert.Equal("clearing:stripe -20, plan-sales 20", fold.Do(Paid("20", "stripe")));

        Assert.Equal((Usd("5").Units, 0L), (fold.Book.DebtUnits, fold.Book.Sums().TopUp));
    }

    [Fact]
    public void A_plan_is_paid_from_the_oldest_top_ups_never_from_what_is_held_and_never_into_debt()
    {
        var fold = Fold(TopUp("10"), TopUp("10", "pay-2"), Voucher("50"));
        fold.Do(new MovementFact.TopUpHeld("pay-1", 1, Usd("6")));
        Assert.Equal(Usd("14"), fold.Book.ToState().PlanCredit);
        Assert.Throws<InvariantException>(() => fold.Do(Paid("14.01")));

        Assert.Equal("customer:top-up -5, plan-sales 5", fold.Do(Paid("5")));

        Assert.Equal([Usd("6"), Usd("9")], Left(fold));
        Assert.Equal(Usd("9"), fold.Book.ToState().PlanCredit);
        fold.Do(Paid("9", payment: "plan-pay-2"));
        Assert.Equal(Usd("0"), fold.Book.ToState().PlanCredit);
        Assert.Throws<InvariantException>(() => fold.Do(Paid("0.01", payment: "plan-pay-3")));
        Assert.Throws<InvariantException>(() => fold.Do(Paid("0", payment: "plan-pay-3")));
    }

    [Fact]
    public void What_goes_back_of_a_plan_s_payment_is_taken_from_other_credit_then_it_is_debt()
    {
        var fold = Fold(TopUp("10"));
        fold.Do(Paid("20", "stripe"));

        fold.Do(new MovementFact.TopUpHeld("plan-pay", 1, Usd("20")));
        Assert.Equal(Usd("10"), fold.Book.ToState().PlanCredit);
        var debited = new MovementFact.TopUpDebited("plan-pay", 2, "stripe", DebitReason.Chargeback, Usd("20"));
        Assert.Equal("customer:top-up -10, customer:debt -10, clearing:stripe 20", fold.Do(debited));
        fold.Do(new MovementFact.TopUpHeld("plan-pay", 3, Usd("0")));
        var again = new MovementFact.TopUpReinstated("plan-pay", 4, "stripe", Usd("20"));
        Assert.Equal("clearing:stripe -20, customer:debt 10, customer:top-up 10", fold.Do(again));

        var lot = Assert.Single(fold.Book.ToState().Lots);
        Assert.Equal((new LotId("topup:plan-pay"), Usd("10")), (lot.Id, lot.Remaining));
        Assert.True(LotOrigin.IsSame(lot, LotOrigin.Of(again, fold.Seq)!));
    }

    [Theory]
    [InlineData(null, "-20", "Payment for a billing plan")]
    [InlineData("stripe", "0", "Payment for a billing plan by Stripe")]
    public void The_history_shows_what_it_did_to_the_credit(string? gateway, string amount, string text)
    {
        var entry = HistoryEntry.Of(new Movement(9, 3, Noon, Paid("20", gateway), []))!;

        Assert.Equal((HistoryKind.Plan, Usd(amount), text), (entry.Kind, entry.Amount, entry.Description));
    }

    private static MovementFact.PlanPaid Paid(string amount, string? gateway = null, string payment = "plan-pay") =>
        new("p-1", 1, payment, gateway, Usd(amount));

    private static IEnumerable<Billing.Money.Amount> Left(CoverFold fold) => fold.Book.ToState().Lots
        .Where(lot => lot.Kind == LotKind.TopUp).Select(lot => lot.Remaining);

    private static CoverFold Fold(params MovementFact[] facts) => new(Some.PerUnit("1", "1"), null, facts);
}
