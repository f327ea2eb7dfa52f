using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpReviewTests
{
    private static readonly DateTimeOffset Later = SomeTopUp.Now.AddHours(1);

    [Fact]
    public void A_person_credits_what_is_in_doubt_or_rejects_it()
    {
        var doubt = Differs();

        var credited = Assert.IsType<TopUpStep.Credited>(Accept(doubt, Says(500_000))).TopUp;
        var rejected = Assert.IsType<TopUpStep.Moved>(Accept(doubt, Says(null))).TopUp;

        Assert.Equal((TopUpStatus.Success, Dong(500_000)), (credited.Status, credited.Credited));
        Assert.Equal((TopUpStatus.Failed, default(Amount?)), (rejected.Status, rejected.Credited));
        Assert.All([credited, rejected], it => Assert.Equal("fiona", it.Review!.By));
    }

    [Theory]
    [InlineData(500_001, ReviewRefusal.MoreThanReceived)]
    [InlineData(0, ReviewRefusal.AmountUnpayable)]
    [InlineData(-5, ReviewRefusal.AmountUnpayable)]
    public void No_more_is_credited_than_the_payment_was_for_or_brought(long dong, ReviewRefusal expected) =>
        Assert.Equal(expected, Refusal(Differs(), Says(dong)));

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public void What_was_credited_too_much_goes_back_whole(int times)
    {
        var much = Dong(500_000L * times);
        var over = SomeTopUp.TopUp()
            .Apply(new PaymentResult.Received(much, "b1", Later), ResultSource.Poll, Later).TopUp;
        var credited = Accept(over, Says(much.ToMinor())).TopUp;

        var back = credited.Apply(new PaymentResult.Refunded("r1", much), ResultSource.Poll, Later).TopUp;

        Assert.Equal((much, TopUpStatus.Refunded, Dong(0)), (back.NetTaken, back.Status, back.Refundable));
    }

    [Fact]
    public void A_dispute_that_is_lost_in_part_takes_that_part()
    {
        var opened = SomeTopUp.After(new PaymentResult.Disputed("d1", DisputePhase.Opened, Dong(500_000)));

        var lost = opened.Apply(
            new PaymentResult.Disputed("d1", DisputePhase.Lost, Dong(140_000)), ResultSource.Notice, Later).TopUp;

        Assert.Equal(Dong(140_000), lost.NetTaken);
        Assert.Equal(TopUpMoveKind.Held, lost.Moves[^1].Kind);
        Assert.True(lost.Moves[^1].Amount.IsZero);
    }

    [Fact]
    public void What_a_person_rejected_stays_rejected_whatever_comes_after()
    {
        var rejected = Accept(Differs(), Says(null)).TopUp;
        var paid = new PaymentResult.Paid(rejected.Total, "14600001", Later);

        Assert.IsType<TopUpStep.Disagrees>(rejected.Apply(paid, ResultSource.Poll, Later));
        Assert.IsType<TopUpStep.Disagrees>(
            rejected.Apply(new PaymentResult.Doubtful("07"), ResultSource.Notice, Later));
    }

    [Fact]
    public void The_capture_behind_a_payment_in_doubt_is_remembered_so_that_it_can_go_back()
    {
        var doubt = SomeTopUp.TopUp().Apply(new PaymentResult.Doubtful("07"), ResultSource.Notice, Later).TopUp;

        var known = doubt.Apply(
            new PaymentResult.Paid(doubt.Total, "14600001", Later), ResultSource.Notice, Later).TopUp;

        Assert.Equal((TopUpStatus.NeedsReview, "14600001"), (known.Status, known.Transaction));
        Assert.Equal("14600001", Accept(known, Says(500_000)).TopUp.Transaction);
    }

    [Fact]
    public void Of_a_transfer_only_what_came_in_is_credited()
    {
        var part = (SomeTopUp.TopUp() with { Method = PayMethod.BankTransfer })
            .Apply(new PaymentResult.Received(Dong(1_000), "b1", Later), ResultSource.Poll, Later).TopUp
            .Apply(new PaymentResult.Doubtful("partly_paid"), ResultSource.Poll, Later).TopUp;

        Assert.Equal(ReviewRefusal.MoreThanReceived, Refusal(part, Says(500_000)));
        Assert.Equal(Dong(1_000), Accept(part, Says(1_000)).TopUp.Credited);
    }

    [Fact]
    public void What_came_in_too_much_may_be_credited_whole()
    {
        var over = SomeTopUp.TopUp()
            .Apply(new PaymentResult.Received(Dong(700_000), "b1", Later), ResultSource.Poll, Later).TopUp;
        Assert.Equal((TopUpStatus.NeedsReview, "overpaid"), (over.Status, over.Reason));

        Assert.Equal(Dong(700_000), Accept(over, Says(700_000)).TopUp.Credited);
        Assert.Equal(ReviewRefusal.MoreThanReceived, Refusal(over, Says(700_001)));
    }

    [Fact]
    public void The_same_decision_again_is_the_same_one_and_another_is_refused()
    {
        var decided = Accept(Differs(), Says(500_000)).TopUp;

        Assert.IsType<TopUpStep.Settled>(Accept(decided, Says(500_000)));
        Assert.Equal(ReviewRefusal.DecidedBefore, Refusal(decided, Says(null)));
    }

    [Theory]
    [InlineData(TopUpStatus.Pending)]
    [InlineData(TopUpStatus.Failed)]
    [InlineData(TopUpStatus.Success)]
    [InlineData(TopUpStatus.Disputed)]
    public void Only_what_is_in_doubt_is_decided(TopUpStatus status) =>
        Assert.Equal(ReviewRefusal.NotInReview, Refusal(SomeTopUp.TopUp(status), Says(500_000)));

    [Fact]
    public void Credit_is_in_the_currency_of_the_account() =>
        Assert.Equal(
            ReviewRefusal.CurrencyMismatch,
            Refusal(Differs(), new(Amount.OfMinor(5, Currency.Usd), "why", "fiona", Later)));

    [Fact]
    public void Parts_come_until_the_whole_is_there_each_counted_once()
    {
        var part = new PaymentResult.Received(Dong(300_000), "b1", Later);
        var first = SomeTopUp.TopUp().Apply(part, ResultSource.Poll, Later).TopUp;
        Assert.IsType<TopUpStep.Settled>(first.Apply(part, ResultSource.Poll, Later));

        var whole = first.Apply(part with { Amount = Dong(200_000), Receipt = "b2" }, ResultSource.Poll, Later);

        Assert.Equal(Dong(500_000), Assert.IsType<TopUpStep.Credited>(whole).TopUp.Credited);
        Assert.Equal("b2", whole.TopUp.Transaction);
    }

    /// <summary>Paid as dollars for dong: what goes back is a share of the credit, and all of it is all.</summary>
    [Theory]
    [InlineData("10.00", 200_000)]
    [InlineData("12.50", 250_000)]
    [InlineData("24.99", 499_800)]
    [InlineData("25.00", 500_000)]
    public void A_refund_in_another_currency_takes_its_share(string dollars, long dong)
    {
        var topUp = SomeTopUp.TopUp() with { Total = Amount.Parse("25.00", Currency.Usd) };
        var paid = topUp.Apply(new PaymentResult.Paid(topUp.Total, "c1", Later), ResultSource.Poll, Later).TopUp;

        var refund = new PaymentResult.Refunded("r1", Amount.Parse(dollars, Currency.Usd));

        Assert.Equal(Dong(dong), paid.Apply(refund, ResultSource.Poll, Later).TopUp.NetTaken);
    }

    private static TopUp Differs() => SomeTopUp.TopUp().Apply(
        new PaymentResult.Paid(Dong(499_000), "14600001", SomeTopUp.Now), ResultSource.Notice, Later).TopUp;

    private static Review Says(long? dong) => new(dong is { } it ? Dong(it) : null, "looked at it", "fiona", Later);

    private static TopUpStep Accept(TopUp topUp, Review review)
    {
        Assert.True(topUp.Decide(review, Later).IsAccepted(out var step, out _));
        return step;
    }

    private static ReviewRefusal Refusal(TopUp topUp, Review review)
    {
        Assert.False(topUp.Decide(review, Later).IsAccepted(out _, out var refusal));
        return refusal;
    }

    private static Amount Dong(long dong) => Amount.OfMinor(dong, Currency.Vnd);
}
