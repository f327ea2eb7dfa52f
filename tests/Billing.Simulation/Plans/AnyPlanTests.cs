using System.Globalization;
using Billing.Plans;
using CsCheck;

namespace Billing.Simulation.Plans;

/// <summary>Whatever happens in whatever order, what is always true stays true.</summary>
public sealed class AnyPlanTests
{
    private const int Runs = 60;
    private const int MaxSteps = 25;

    private static readonly string[] Terms =
    [
        "draft total 100 price 80 renew auto pause 10",
        "draft total 60 parts 20@0,20@9,20@18 suspend 4 renew auto automatic rolls",
        "draft days 9 total 80 postpaid services gpu,ai quota gpu=40 window 3 renew auto",
        "draft month 2 total 50 postpaid own gpu=0.3 pause 5 fixed-end",
        "draft until-used total 40 price 30 all-but disk",
        "draft days 3 total 30 price 10 renew auto automatic rolls window 1",
    ];

    private static readonly string[] Steps =
    [
        "usage gpu {0}", "usage ai {0}", "batch gpu {0} ai 3 disk 2", "usage gpu {0} at day {2}", "usage gpu 7 as one",
        "topup {0}",
        "confirm", "confirm", "pay {1} 80", "pay {1} 20", "pay {1} 30 balance", "pay {1} 10", "pause", "resume",
        "renew no", "renew yes", "offer now total 120 price 95", "offer now total 45", "offer end total 70 price 20",
        "offer renewal price 10", "offer now quota gpu=15", "decline", "pass", "pass", "void one", "cancel",
        "edit total 90",
    ];

    private static readonly Gen<(int Kind, int Hours, int Size)[]> Story =
        Gen.Select(Gen.Int[0, 199], Gen.Int[0, 150], Gen.Int[1, 30]).Array[5, MaxSteps];

    [Fact]
    public Task Whatever_happens_the_ledger_audits_clean_and_the_clock_comes_to_rest() => Story.SampleAsync(
        async story =>
        {
            var scenario = Of(story, isUsing: true);
            await using var world = await PlanWorld.Open(scenario);
            await using var driver = new DeskDriver(world);
            await new PlanPlayer(world, driver, new(IsLoose: true)).Play();
            await driver.PassUntil(world.Clock.GetUtcNow().AddDays(400));
            var plan = await world.Find("A");
            Assert.True(IsAtRest(plan), $"{plan.Status} still waits for {PlanClock.Next(plan)}");
        },
        iter: Runs, threads: 2);

    /// <summary>Without usage: when it comes decides what is invoiced and when a term is over.</summary>
    [Fact]
    public Task Looking_late_is_the_same_as_looking_in_time() => Story.SampleAsync(
        async story =>
        {
            var scenario = Of(story, isUsing: false);
            Assert.Equal(await Play(scenario, isLate: false), await Play(scenario, isLate: true));
        },
        iter: Runs, threads: 2);

    /// <summary>Over, or alive for as long as somebody renews or uses it.</summary>
    private static bool IsAtRest(Plan plan) =>
        plan.IsOver || PlanClock.WakeAt(plan) is null || plan.Terms.Renewal.Kind == RenewalKind.Automatic;

    private static async Task<string> Play(Scenario scenario, bool isLate)
    {
        await using var world = await PlanWorld.Open(scenario);
        await using IPlanDriver driver = isLate ? new LateDriver(world) : new DeskDriver(world);
        return await new PlanPlayer(world, driver, new(IsLoose: true)).Play();
    }

    private static Scenario Of((int Kind, int Hours, int Size)[] story, bool isUsing)
    {
        var start = new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);
        var at = start;
        var steps = new List<ScenarioStep>();
        Add(Terms[story[0].Kind % Terms.Length], isKept: true);
        Add("send until day 300", isKept: true);
        foreach (var (kind, hours, size) in story)
        {
            at += TimeSpan.FromHours(hours);
            var text = Steps[kind % Steps.Length];
            var isUse = text[..4] is "usag" or "batc" or "void" or "topu";
            var day = Math.Max(0, (at - start).TotalDays - size % 5);
            Add(string.Format(CultureInfo.InvariantCulture, text, size, 1 + size % 6, day), isUsing || !isUse);
        }
        return new("any", start, "Europe/Berlin", "USD", steps);

        void Add(string text, bool isKept)
        {
            var words = text.Split(' ');
            if (isKept) steps.Add(new(steps.Count + 1, at, words[0], "A", words[1..], null));
        }
    }
}
