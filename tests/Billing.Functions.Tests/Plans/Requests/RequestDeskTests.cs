using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using static Billing.Functions.Tests.Support.SalesOffice;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class RequestDeskTests(Azurite azurite)
{
    [Fact]
    public async Task A_request_is_kept_with_the_fact_that_tells_sales_however_often_it_is_sent()
    {
        var office = await Open(azurite);
        var id = office.NewId();

        var first = Body(await office.Send(id));
        office.Clock.Advance(TimeSpan.FromHours(3));
        var again = Body(await office.Send(id));

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(id, Assert.Single(await office.Listed()).Id.Value);
        Assert.Contains(id, Assert.Single(await office.Told()).Fact.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_call_fails_a_request_that_is_sent_again_is_one_request()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await Open(azurite);
            var id = office.NewId();
            await Broken(async () => await (await office.With(azurite, plan)).Send(id));

            Assert.Equal(201, Assert.IsType<ObjectResult>(await office.Send(id)).StatusCode);
            Assert.Equal(id, Assert.Single(await office.Listed()).Id.Value);
            Assert.Single(await office.Told());
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    [Fact]
    public async Task Whatever_call_fails_sales_sees_what_was_committed_though_nobody_sends_it_again()
    {
        var tried = await FaultPlan.TryEach(async plan =>
        {
            var office = await Open(azurite);
            await Broken(async () => await (await office.With(azurite, plan)).Send());

            await office.Deliver();
            await office.Deliver();

            Assert.Equal((await office.Told()).Count, (await office.Listed()).Count);
        });

        Assert.True(tried >= 50, $"{tried}");
    }

    [Fact]
    public async Task A_fact_that_comes_late_does_not_undo_what_sales_did()
    {
        var office = await Open(azurite);
        var id = await office.Sent();
        await office.Change(id, """{"status":"contacted","owner":"sam"}""");

        await office.Deliver();

        Assert.Equal("sam", Assert.Single(await office.Listed()).Owner);
    }

    [Fact]
    public async Task Only_so_many_requests_a_day_are_taken_of_an_account_and_a_repeated_one_counts_once()
    {
        var office = await Open(azurite);
        var first = await office.Sent();
        office.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 1; i < MaxPerDay; i++) await office.Sent();

        Assert.Equal(23 * 3600, await Waited(office));
        Assert.Equal(201, Assert.IsType<ObjectResult>(await office.Send(first.Value)).StatusCode);
        await office.For(SomeLedger.Account("another")).Sent();

        office.Clock.Advance(TimeSpan.FromHours(23) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await Waited(office));
        office.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await office.Sent();
        Assert.Equal(3600, await Waited(office));
        Assert.Equal(MaxPerDay + 1, (await office.Listed()).Count);
    }

    [Fact]
    public async Task Keys_that_were_refused_one_day_count_on_the_day_on_which_they_are_taken()
    {
        var office = await Open(azurite);
        for (var i = 0; i < MaxPerDay; i++) await office.Sent();
        var refused = Enumerable.Range(0, MaxPerDay + 1).Select(_ => office.NewId()).ToList();
        office.Clock.Advance(TimeSpan.FromDays(2));

        var taken = 0;
        foreach (var id in refused) if (await office.Send(id) is ObjectResult { StatusCode: 201 }) taken++;

        Assert.Equal(MaxPerDay, taken);
    }

    [Fact]
    public async Task Of_many_requests_at_once_no_more_than_the_days_share_is_taken()
    {
        var office = await Open(azurite);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Broken(async () => await office.Send())));

        Assert.Equal(MaxPerDay, (await office.Listed()).Count);
        Assert.Equal(MaxPerDay, (await office.Told()).Count);
    }

    [Fact]
    public async Task An_account_that_asked_before_it_ever_paid_can_be_opened_afterwards()
    {
        var office = await Open(azurite);
        await office.Sent();

        var head = await office.Ledger.Load(office.Account, default);
        var entry = new LedgerEntry(office.Clock.GetUtcNow())
        {
            Movements = [new MovementFact.Opened(Currency.Usd, "UTC")],
        };
        Assert.IsType<CommitResult.Committed>(await office.Ledger.Commit(head, entry, [], default));

        await office.Sent();
        Assert.Equal(2, (await office.Listed()).Count);
    }

    private static async Task<int> Waited(SalesOffice office)
    {
        var services = new ServiceCollection().AddLogging().AddMvcCore().Services.BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        await http.Answer(await office.Send());
        Assert.Equal(429, http.Response.StatusCode);
        return int.Parse(http.Response.Headers.RetryAfter.ToString(), null);
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
