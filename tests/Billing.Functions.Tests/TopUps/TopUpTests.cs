using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpTests
{
    /// <summary>
    /// Every state against everything a gateway can say, with the state after it: + credited, &gt; moved,
    /// = settled before, . waiting, ? ask the gateway.
    /// </summary>
    private const string Table =
        """
        result            | Created      | Pending      | Success      | Failed       | Expired      | NeedsReview
        paid notice       | +Success     | +Success     | =Success     | ?Failed      | ?Expired     | =NeedsReview
        paid poll         | +Success     | +Success     | =Success     | +Success     | +Success     | =NeedsReview
        paid other amount | >NeedsReview | >NeedsReview | =Success     | >NeedsReview | >NeedsReview | =NeedsReview
        paid other money  | >NeedsReview | >NeedsReview | =Success     | >NeedsReview | >NeedsReview | =NeedsReview
        declined          | >Failed      | >Failed      | =Success     | =Failed      | =Expired     | =NeedsReview
        doubtful          | >NeedsReview | >NeedsReview | =Success     | >NeedsReview | >NeedsReview | =NeedsReview
        unfinished        | .Created     | .Pending     | =Success     | =Failed      | =Expired     | =NeedsReview
        unfinished 3 days | >Expired     | >Expired     | =Success     | =Failed      | =Expired     | =NeedsReview
        unknown in time   | .Created     | .Pending     | =Success     | =Failed      | =Expired     | =NeedsReview
        unknown later     | >Expired     | >Expired     | =Success     | =Failed      | =Expired     | =NeedsReview
        unanswered        | .Created     | .Pending     | =Success     | =Failed      | =Expired     | =NeedsReview
        unanswered 3 days | .Created     | .Pending     | =Success     | =Failed      | =Expired     | =NeedsReview
        """;

    private static readonly PaymentResult.Paid Paid = new(SomeTopUp.Paid, "14600001", SomeTopUp.Now.AddMinutes(1));

    public static TheoryData<string, TopUpStatus, string> Cells()
    {
        var cells = new TheoryData<string, TopUpStatus, string>();
        var rows = Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var row in rows[1..])
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], Enum.Parse<TopUpStatus>(rows[0][column]), row[column]);
        return cells;
    }

    [Theory, MemberData(nameof(Cells))]
    public void Each_state_answers_each_result(string result, TopUpStatus before, string expected)
    {
        var (verified, source, at) = Event(result);

        var step = SomeTopUp.TopUp(before).Apply(verified, source, at);

        var sign = step switch
        {
            TopUpStep.Credited => '+',
            TopUpStep.Moved => '>',
            TopUpStep.Settled => '=',
            TopUpStep.Waiting => '.',
            _ => '?',
        };
        Assert.Equal(expected, $"{sign}{step.TopUp.Status}");
    }

    [Fact]
    public void Every_state_has_its_column() =>
        Assert.Equal(Enum.GetValues<TopUpStatus>().Length * (Table.Split('\n').Length - 1), Cells().Count);

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
        Assert.Equal(TopUpStatus.Pending, SomeTopUp.TopUp(TopUpStatus.Created).Redirected("https://pay").Status);
        Assert.Equal(TopUpStatus.Success, SomeTopUp.TopUp(TopUpStatus.Success).Redirected("https://pay").Status);
    }

    [Fact]
    public void The_deadline_itself_is_still_in_time()
    {
        var topUp = SomeTopUp.TopUp();

        Assert.IsType<TopUpStep.Waiting>(topUp.Apply(new PaymentResult.Unknown(), ResultSource.Poll, topUp.PayBefore));
    }

    private static (PaymentResult, ResultSource, DateTimeOffset) Event(string name)
    {
        var soon = SomeTopUp.Now.AddMinutes(2);
        var later = SomeTopUp.Now.AddMinutes(16);
        var muchLater = SomeTopUp.Now.AddDays(3).AddTicks(1);
        return name switch
        {
            "paid notice" => (Paid, ResultSource.Notice, soon),
            "paid poll" => (Paid, ResultSource.Poll, soon),
            "paid other amount" =>
                (Paid with { Amount = Amount.OfMinor(500_001, Currency.Vnd) }, ResultSource.Poll, soon),
            "paid other money" =>
                (Paid with { Amount = Amount.OfMinor(500_000, Currency.Jpy) }, ResultSource.Notice, soon),
            "declined" => (new PaymentResult.Declined("24/02"), ResultSource.Notice, soon),
            "doubtful" => (new PaymentResult.Doubtful("07/00"), ResultSource.Notice, soon),
            "unfinished" => (new PaymentResult.Unfinished(), ResultSource.Poll, later),
            "unfinished 3 days" => (new PaymentResult.Unfinished(), ResultSource.Poll, muchLater),
            "unknown in time" => (new PaymentResult.Unknown(), ResultSource.Poll, soon),
            "unknown later" => (new PaymentResult.Unknown(), ResultSource.Poll, later),
            "unanswered" => (new PaymentResult.Unanswered("timeout"), ResultSource.Poll, later),
            "unanswered 3 days" => (new PaymentResult.Unanswered("timeout"), ResultSource.Poll, muchLater),
            _ => throw new ArgumentException($"No event '{name}'."),
        };
    }
}
