using Billing.Functions.Tests.Support;
using Billing.Plans.Requests;
using static Billing.Functions.Tests.Support.SomePlanRequest;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class RequestTableTests(Azurite azurite)
{
    [Fact]
    public async Task What_is_kept_is_read_as_it_was_written()
    {
        var office = await SalesOffice.Open(azurite);
        var plain = Request() with { Wish = Wish with { Budget = null, Contact = Wish.Contact with { Phone = null } } };
        await office.Requests.Add(plain, default);
        var full = Request(PlanRequestStatus.Offered) with
        {
            Id = PlanRequestId.Parse(SomeVoucher.Id("R2")),
            Owner = "sam",
            FirstResponseAt = SomeLedger.Noon,
            Plans = [Plan(1), Plan(2)],
            Acts = 3,
        };
        await office.Requests.Add(full, default);

        foreach (var request in (PlanRequest[])[plain, full])
        {
            var read = await office.Requests.Find(request.Id, default);
            Assert.Equal(request.Wish.Services, read!.Wish.Services);
            Assert.Equal(request.Plans, read.Plans);
            Assert.Equal(
                request with { Wish = Wish, Plans = [] },
                read with { Wish = Wish, Plans = [] });
            Assert.Equal(request.Wish with { Services = [] }, read.Wish with { Services = [] });
        }
    }

    [Fact]
    public async Task Whatever_call_fails_a_change_that_is_sent_again_is_one_change()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await SalesOffice.Open(azurite);
            await office.Requests.Add(Request(), default);
            var act = Act(PlanRequestStatus.Contacted, "sam", "Called.");
            var faulty = await office.With(azurite, plan);
            await Broken(async () => await faulty.Requests.Apply(Request().Id, act, default));

            var again = await office.Requests.Apply(Request().Id, act, default);

            Assert.True(again!.Value.IsAccepted(out var changed, out _));
            Assert.Equal((PlanRequestStatus.Contacted, 1), (changed.Status, changed.Acts));
            Assert.Equal(act, Assert.Single(await office.Requests.Acts(Request().Id, default)));
        });

        Assert.True(tried >= 27, $"{tried}");
    }

    [Fact]
    public async Task A_change_that_comes_again_after_others_went_on_undoes_nothing()
    {
        var office = await SalesOffice.Open(azurite);
        await office.Requests.Add(Request(), default);
        var first = Act(PlanRequestStatus.Contacted, "sam");
        await office.Requests.Apply(Request().Id, first, default);
        await office.Requests.Apply(
            Request().Id, Act(PlanRequestStatus.Lost, "kim") with { Id = SomeVoucher.Id("A2") }, default);

        var again = await office.Requests.Apply(Request().Id, first, default);

        Assert.True(again!.Value.IsAccepted(out var stands, out _));
        Assert.Equal((PlanRequestStatus.Lost, "kim", 2), (stands.Status, stands.Owner, stands.Acts));
    }

    [Fact]
    public async Task Of_many_changes_at_once_none_is_lost_and_one_ends_the_request()
    {
        var office = await SalesOffice.Open(azurite);
        await office.Requests.Add(Request(), default);

        var ends = new[] { PlanRequestStatus.Lost, PlanRequestStatus.Withdrawn };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => office.Requests.Apply(
            Request().Id, Act(ends[i % 2], note: $"note {i}") with { Id = SomeVoucher.Id($"A{i}") }, default)));

        var accepted = outcomes.Count(outcome => outcome!.Value.IsAccepted(out _, out _));
        var kept = await office.Requests.Find(Request().Id, default);
        Assert.Equal(3, accepted);
        Assert.Equal(accepted, kept!.Acts);
        Assert.Equal(accepted, (await office.Requests.Acts(Request().Id, default)).Count);
    }

    [Fact]
    public async Task A_plan_that_is_offered_is_marked_once()
    {
        var office = await SalesOffice.Open(azurite);
        await office.Requests.Add(Request(), default);
        for (var i = 0; i < 2; i++)
            foreach (var number in (int[])[1, 2])
                await office.Requests.MarkOffered(
                    Request().Id, Plan(number), "sam", SomeLedger.Noon.AddHours(number), default);

        var marked = await office.Requests.Find(Request().Id, default);

        Assert.Equal([Plan(1), Plan(2)], marked!.Plans);
        Assert.Equal((PlanRequestStatus.Offered, 2), (marked.Status, marked.Acts));
        Assert.Equal(SomeLedger.Noon.AddHours(1), marked.FirstResponseAt);
        Assert.Null(await office.Requests.MarkOffered(
            PlanRequestId.Parse(SomeVoucher.Id("R9")), Plan(), "sam", SomeLedger.Noon, default));
    }

    private static async Task Broken(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            TestContext.Current.SendDiagnosticMessage(fault.Message);
        }
    }
}
