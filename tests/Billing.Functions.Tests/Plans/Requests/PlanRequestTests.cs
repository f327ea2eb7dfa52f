using Billing.Functions.Tests.Support;
using Billing.Plans.Requests;
using static Billing.Functions.Tests.Support.SomePlanRequest;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class PlanRequestTests
{
    private const string Steps =
        """
        from      | new     | contacted | offered | won     | lost | withdrawn
        New       | ok      | ok        | ok      | illegal | ok   | ok
        Contacted | illegal | ok        | ok      | illegal | ok   | ok
        Offered   | illegal | illegal   | ok      | ok      | ok   | ok
        Won       | ended   | ended     | ended   | ok      | ended | ended
        Lost      | ended   | ended     | ended   | ended   | ok   | ended
        Withdrawn | ended   | ended     | ended   | ended   | ended | ok
        """;

    [Fact]
    public void A_request_goes_forward_only_and_its_end_is_the_end()
    {
        foreach (var row in TextTable.Rows(Steps))
        {
            var request = Request(Enum.Parse<PlanRequestStatus>(row["from"]));
            foreach (var next in Enum.GetValues<PlanRequestStatus>())
            {
                var isDone = request.Apply(Act(next)).IsAccepted(out var after, out var refusal);
                var said = isDone ? "ok" : refusal == RequestRefusal.RequestEnded ? "ended" : "illegal";
                Assert.Equal((next, row[$"{next}".ToLowerInvariant()]), (next, said));
                if (isDone) Assert.Equal(next, after!.Status);
            }
        }
    }

    [Theory]
    [InlineData("Contacted Offered Won", 1)]
    [InlineData("New Offered Lost", 2)]
    [InlineData("Lost", 0)]
    [InlineData("Withdrawn", 0)]
    public void The_first_response_is_stamped_once(string steps, int stampedBy)
    {
        var (request, hour) = (Request(), 0);
        foreach (var step in steps.Split(' '))
        {
            var act = Act(Enum.Parse<PlanRequestStatus>(step)) with { At = SomeLedger.Noon.AddHours(++hour) };
            Assert.True(request.Apply(act).IsAccepted(out var after, out _));
            request = after;
        }

        Assert.Equal(stampedBy == 0 ? null : SomeLedger.Noon.AddHours(stampedBy), request.FirstResponseAt);
    }

    [Fact]
    public void A_note_changes_nothing_else_and_can_be_made_after_the_end()
    {
        var request = Request(PlanRequestStatus.Lost) with { Owner = "sam" };

        Assert.True(request.Apply(Act(note: "They bought elsewhere.")).IsAccepted(out var noted, out _));

        Assert.Equal(request with { Acts = 1 }, noted);
        Assert.True(noted.Apply(Act(owner: "kim")).IsAccepted(out var handedOn, out _));
        Assert.Equal("kim", handedOn.Owner);
    }

    [Fact]
    public void Acts_are_bounded()
    {
        var full = Request() with { Acts = PlanRequest.MaxActs };

        Assert.False(full.Apply(Act(note: "One more.")).IsAccepted(out _, out var refusal));
        Assert.Equal(RequestRefusal.TooManyActs, refusal);
    }

    [Fact]
    public void Several_plans_are_offered_side_by_side_and_each_once()
    {
        var request = Request();
        foreach (var number in (int[])[1, 2, 1])
        {
            Assert.True(request.Offer(Plan(number), Act()).IsAccepted(out var offered, out _));
            request = offered;
        }

        Assert.Equal([Plan(1), Plan(2)], request.Plans);
        Assert.Equal((PlanRequestStatus.Offered, 2), (request.Status, request.Acts));
        Assert.Equal(Act().At, request.FirstResponseAt);
    }

    [Theory]
    [InlineData(PlanRequestStatus.Won, 0, RequestRefusal.RequestEnded)]
    [InlineData(PlanRequestStatus.Lost, 0, RequestRefusal.RequestEnded)]
    [InlineData(PlanRequestStatus.Offered, PlanRequest.MaxPlans, RequestRefusal.TooManyPlans)]
    public void An_offer_too_late_or_too_many_is_refused(PlanRequestStatus status, int plans, RequestRefusal expected)
    {
        var request = Request(status) with { Plans = [.. Enumerable.Range(100, plans).Select(Plan)] };

        Assert.False(request.Offer(Plan(), Act()).IsAccepted(out _, out var refusal));
        Assert.Equal(expected, refusal);
    }
}
