using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;

namespace Billing.Simulation.Plans;

/// <summary>A thousand accounts whose plans end within one minute, on a store where each call takes a moment.</summary>
public sealed class ThousandPlansTests(ITestOutputHelper output)
{
    private const int Count = 1_000;
    private static readonly TimeSpan MostLate = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Call = TimeSpan.FromMilliseconds(2);
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SetClock _clock = new(Start);

    [Fact]
    public async Task Their_lifecycles_expire_all_of_them_within_two_minutes()
    {
        var store = new TableStore(_clock);
        await using var app = await App.On(store, _clock, new FactBus());
        var plans = await Begin(app);
        var process = PlanProcess.Start(app.Clock, new InMemoryTables(store), new FactBus());
        await process.Engine.PrepareAsync(default);
        foreach (var plan in plans)
            await PlanWaker.Wake(process.Client, new(plan.Account.Value, plan.Id.Value), default);
        await process.Engine.RunUntilIdleAsync(default);
        var gate = new SlowGate(_clock, Call);
        await using var slow = PlanProcess.Start(app.Clock, new InMemoryTables(store, gate), new FactBus());

        while (await process.Engine.NextDueAtAsync(default) is { } due && due < Start.AddMinutes(62))
        {
            if (due > _clock.GetUtcNow()) _clock.Set(due);
            await slow.Engine.RunUntilIdleAsync(default);
        }

        await AllExpired(app, plans, gate);
    }

    [Fact]
    public async Task The_sweep_alone_expires_all_of_them_within_two_minutes()
    {
        var store = new TableStore(_clock);
        await using var app = await App.On(store, _clock, new FactBus());
        var plans = await Begin(app);
        var gate = new SlowGate(_clock, Call);
        await using var slow = PlanProcess.Start(app.Clock, new InMemoryTables(store, gate), new FactBus());
        await slow.Engine.PrepareAsync(default);
        _clock.Set(Start.AddMinutes(61));

        await slow.App.Get<ExpirePlans>().Run(new(), slow.Client, default);
        if (_clock.GetUtcNow() < Start.AddMinutes(62)) _clock.Set(Start.AddMinutes(62));
        await slow.App.Get<ExpirePlans>().Run(new(), slow.Client, default);

        await AllExpired(app, plans, gate);
    }

    private async Task AllExpired(App app, IReadOnlyList<Plan> plans, SlowGate gate)
    {
        var late = _clock.GetUtcNow() - Start.AddMinutes(61);
        foreach (var plan in plans)
        {
            var ended = (await app.Get<PlanTable>().Find(plan.Account, plan.Id, default))!.Plan;
            Assert.Equal(PlanStatus.Expired, ended.Status);
            Assert.Equal(ended.TermUntil, ended.End!.At);
        }
        output.WriteLine($"all over {late} after the minute, {gate.Calls} calls");
        Assert.InRange(late, TimeSpan.FromMinutes(-1), MostLate);
    }

    /// <summary>Postpaid plans of an hour, begun over a minute.</summary>
    private async Task<IReadOnlyList<Plan>> Begin(App app)
    {
        var usual = new TermsText(Start, Currency.Usd);
        var terms = usual.Read(usual.Usual, ["seconds", "3600", "postpaid-term", "window", "0"]);
        var plans = new List<Plan>();
        for (var number = 0; number < Count; number++)
        {
            _clock.Set(Start.AddMilliseconds(60 * number));
            var account = AccountId.Parse(string.Create(CultureInfo.InvariantCulture, $"planner-{number}"));
            var id = PlanId.Parse(Ulid.NewUlid(_clock.GetUtcNow(), new byte[10]).ToString());
            var plan = new Plan(id, account, "UTC", terms, Start, "sally");
            await app.Get<PlanDesk>().Add(plan, default);
            foreach (var fact in Facts())
            {
                var outcome = await app.Get<PlanDesk>().Apply(account, id, fact, default);
                Assert.True(outcome!.Value.IsAccepted(out _, out _));
            }
            plans.Add(plan);
        }
        return plans;
    }

    private static IEnumerable<PlanFact> Facts() =>
    [
        new PlanFact.Offered(OfferKind.Plan, null, Start.AddDays(1), "sally"), new PlanFact.Confirmed(1, "ann"),
    ];
}
