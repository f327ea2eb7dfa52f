using System.Globalization;

namespace Billing.Simulation.Plans;

/// <summary>Each scenario once for every call to the store that its lifecycles make, killed at that call.</summary>
public static class KillRuns
{
    public const string Word = "plans";

    /// <summary>The console's form: <c>plans [--every N]</c> kills at each Nth call of each scenario.</summary>
    public static async Task<int> Command(string[] args)
    {
        var every = Array.IndexOf(args, "--every") is >= 0 and var at
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : 1;
        var (points, wrong) = (0, 0);
        await Parallel.ForEachAsync(ScenarioText.All, async (scenario, _) =>
        {
            var (killed, ends) = await OfScenario(scenario, every);
            Interlocked.Add(ref points, killed);
            Interlocked.Add(ref wrong, ends);
            Console.WriteLine($"{scenario.Title}: {killed} kill points, {ends} with another end");
        });
        Console.WriteLine($"{ScenarioText.All.Count} scenarios, {points} kill points, {wrong} with another end.");
        return wrong == 0 ? 0 : 1;
    }

    /// <returns>Kill points tried, and those that led to another end.</returns>
    public static async Task<(int Points, int Wrong)> OfScenario(Scenario scenario, int every)
    {
        var whole = Kills.Never;
        var end = await Play(scenario, whole);
        var (points, wrong) = (0, 0);
        for (var call = 1; call <= whole.Calls; call += every, points++)
            if (await Play(scenario, Kills.Once(call)) != end) wrong++;
        return (points, wrong);
    }

    private static async Task<string> Play(Scenario scenario, Kills kills)
    {
        await using var world = await PlanWorld.Open(scenario);
        await using var driver = await LifecycleDriver.Start(world, kills);
        return await new PlanPlayer(world, driver, new(IsLoose: true)).Play();
    }
}
