using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpTests
{
    private static readonly PaymentResult.Paid Paid = new(SomeTopUp.Paid, "14600001", SomeTopUp.Now.AddMinutes(1));

    public static TheoryData<string, TopUpStatus, string> Cells() => TopUpStates.Cells();

    [Theory, MemberData(nameof(Cells))]
    public void Each_state_answers_each_result(string result, TopUpStatus before, string expected)
    {
        var (verified, source, at) = TopUpStates.Event(result);

        var step = SomeTopUp.TopUp(before).Apply(verified, source, at);

        var sign = step switch
        {
            TopUpStep.Credited => '+',
            TopUpStep.Moved => '>',
            TopUpStep.Settled => '=',
            TopUpStep.Waiting => '.',
            TopUpStep.Reversed => '-',
            TopUpStep.Disagrees => '!',
            _ => '?',
        };
        Assert.Equal(expected, $"{sign}{step.TopUp.Status}");
    }

    [Fact]
    public void Every_state_has_its_column() =>
        Assert.Equal(Enum.GetValues<TopUpStatus>().Length * TopUpStates.Rows, Cells().Count);

    [Fact]
    public void Success_remembers_the_capture()
    {
        var step = SomeTopUp.TopUp().Apply(Paid, ResultSource.Notice, SomeTopUp.Now.AddMinutes(2));

        Assert.Equal("14600001", step.TopUp.Transaction);
        Assert.Equal(SomeTopUp.Now.AddMinutes(1), step.TopUp.PaidAt);
        Assert.Equal(SomeTopUp.Now.AddMinutes(2), step.TopUp.SettledAt);
        Assert.False(step.TopUp.IsLate);
    }

    [Theory]
    [InlineData(TopUpStatus.Expired)]
    [InlineData(TopUpStatus.Failed)]
    public void Money_that_comes_after_we_gave_up_is_late_but_credited(TopUpStatus given)
    {
        var step = SomeTopUp.TopUp(given).Apply(Paid, ResultSource.Poll, SomeTopUp.Now.AddHours(2));

        Assert.True(Assert.IsType<TopUpStep.Credited>(step).TopUp.IsLate);
    }

    [Theory]
    [InlineData(TopUpStatus.Created, ShownStatus.Pending)]
    [InlineData(TopUpStatus.Pending, ShownStatus.Pending)]
    [InlineData(TopUpStatus.NeedsReview, ShownStatus.Pending)]
    [InlineData(TopUpStatus.Failed, ShownStatus.Failed)]
    [InlineData(TopUpStatus.Expired, ShownStatus.Failed)]
    [InlineData(TopUpStatus.Success, ShownStatus.Success)]
    public void Customers_see_three_words(TopUpStatus inside, ShownStatus shown) =>
        Assert.Equal(shown, SomeTopUp.TopUp(inside).Shown);

    [Fact]
    public void An_address_to_pay_at_makes_it_pending_unless_it_is_settled_already()
    {
        Assert.Equal(TopUpStatus.Pending, SomeTopUp.TopUp(TopUpStatus.Created).Began("https://pay", null).Status);
        Assert.Equal(TopUpStatus.Success, SomeTopUp.TopUp(TopUpStatus.Success).Began("https://pay", null).Status);
    }

    [Fact]
    public void The_deadline_itself_is_still_in_time()
    {
        var topUp = SomeTopUp.TopUp();

        Assert.IsType<TopUpStep.Waiting>(topUp.Apply(new PaymentResult.Unknown(), ResultSource.Poll, topUp.PayBefore));
    }
}
