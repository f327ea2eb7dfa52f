using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways;

namespace Billing.Functions.Tests.TopUps;

/// <summary>Whatever a gateway answers to whichever two questions in a row, the customer has one outcome.</summary>
public sealed class TopUpPollingTests(Azurite azurite)
{
    private static readonly string[] Answers =
        ["paid", "declined", "attempted", "lapsed", "doubtful", "unfinished", "unknown", "unanswered", "other amount"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var first in Answers)
            foreach (var second in Answers) pairs.Add(first, second);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Two_answers_in_a_row_leave_one_outcome_which_polls_bring_to_an_end(string first, string second)
    {
        var shop = await TopUpShop.Open(azurite);
        var topUp = await shop.StartedByFake();
        foreach (var answer in (string[])[first, second]) await Poll(shop, topUp, answer);
        for (var day = 0; day < 5; day++) await Poll(shop, topUp, second);

        var end = await shop.Stored(topUp.Id);
        var deciding = Decides(first) ? first : second;
        Assert.Equal(Expected(deciding), end.Status);
        Assert.Equal(end.Status == TopUpStatus.Success ? 500_000 : 0, await shop.Credit());
        var polls = await shop.PollsBefore(shop.Clock.GetUtcNow().AddYears(1));
        Assert.Equal(end.IsOpen ? 1 : 0, polls.Count);
    }

    [Theory]
    [InlineData("redirect", null, TopUpStatus.Pending)]
    [InlineData("refused", StartRefusal.GatewayRefused, TopUpStatus.Failed)]
    [InlineData("unanswered", StartRefusal.GatewayUnavailable, TopUpStatus.Created)]
    public async Task A_start_says_what_the_gateway_said(string answer, StartRefusal? refusal, TopUpStatus status)
    {
        var shop = await TopUpShop.Open(azurite);
        PaymentStart start = answer switch
        {
            "refused" => new PaymentStart.Refused("currency"),
            "unanswered" => new PaymentStart.Unanswered("timeout"),
            _ => new PaymentStart.Redirect(new("https://pay.example/1"), $"order-{Ulid.NewUlid()}"),
        };

        var (started, refused) = await shop.BeginByFake(start);

        Assert.Equal(refusal, refused);
        Assert.Equal(status, (await shop.Stored(started)).Status);
    }

    [Fact]
    public async Task A_start_without_an_answer_is_begun_again_as_the_same_payment()
    {
        var shop = await TopUpShop.Open(azurite);
        var (id, _) = await shop.BeginByFake(new PaymentStart.Unanswered("timeout"));

        var (again, refused) = await shop.BeginByFake(
            new PaymentStart.Redirect(new("https://pay.example/1"), $"order-{id}"), id);

        Assert.Equal((id, null), (again, refused));
        Assert.Equal(TopUpStatus.Pending, (await shop.Stored(id)).Status);
    }

    private static async Task Poll(TopUpShop shop, TopUp topUp, string answer)
    {
        shop.Fake.Says = answer switch
        {
            "paid" => FakeGateway.Paid(topUp.Total, $"capture-{topUp.Id}"),
            "declined" => new PaymentResult.Declined("24"),
            "attempted" => new PaymentResult.Attempted("card_declined"),
            "lapsed" => new PaymentResult.Lapsed("expired"),
            "doubtful" => new PaymentResult.Doubtful("07"),
            "unfinished" => new PaymentResult.Unfinished(),
            "unknown" => new PaymentResult.Unknown(),
            "other amount" => FakeGateway.Paid(topUp.Total + topUp.Total, $"capture-{topUp.Id}"),
            _ => new PaymentResult.Unanswered("timeout"),
        };
        shop.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var poll in await shop.PollsBefore(shop.Clock.GetUtcNow())) await shop.Polling.Ask(poll, default);
    }

    /// <summary>Unknown and unfinished decide once the time is over, which a day is for the one.</summary>
    private static bool Decides(string answer) => answer is not ("attempted" or "unfinished" or "unanswered");

    private static TopUpStatus Expected(string answer) => answer switch
    {
        "paid" => TopUpStatus.Success,
        "declined" => TopUpStatus.Failed,
        "doubtful" or "other amount" => TopUpStatus.NeedsReview,
        "lapsed" or "unknown" or "unfinished" => TopUpStatus.Expired,
        _ => TopUpStatus.Pending,
    };
}
