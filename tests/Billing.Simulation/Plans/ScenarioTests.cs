using System.Collections.Concurrent;

namespace Billing.Simulation.Plans;

/// <summary>Each scenario as it should be, and again by every way in which it may come about.</summary>
public sealed class ScenarioTests(ITestOutputHelper output)
{
    private const int KilledRuns = 3;

    private static readonly ConcurrentDictionary<string, Task<string>> Ends = [];

    public static TheoryData<string> Titles => [.. ScenarioText.All.Select(it => it.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Each_scenario_comes_to_its_expected_end(string title) => await Expected(title);

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task What_comes_twice_is_true_once(string title)
    {
        await using var world = await PlanWorld.Open(Named(title));
        await using var driver = new DeskDriver(world);

        Assert.Equal(await Expected(title), await new PlanPlayer(world, driver, new(IsTwice: true)).Play());
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Lifecycles_come_to_the_same_end(string title)
    {
        await using var world = await PlanWorld.Open(Named(title));
        await using var driver = await LifecycleDriver.Start(world, Kills.Never);

        Assert.Equal(await Expected(title), await new PlanPlayer(world, driver, new()).Play());
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Events_that_come_again_change_nothing(string title)
    {
        await using var world = await PlanWorld.Open(Named(title));
        await using var driver = await LifecycleDriver.Start(world, Kills.Never);
        driver.Copies = 3;

        Assert.Equal(await Expected(title), await new PlanPlayer(world, driver, new()).Play());
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Lifecycles_that_are_killed_again_and_again_come_to_the_same_end(string title)
    {
        for (var seed = 1UL; seed <= KilledRuns; seed++)
        {
            var kills = Kills.Often(seed);
            await using var world = await PlanWorld.Open(Named(title));
            await using var driver = await LifecycleDriver.Start(world, kills);

            Assert.Equal(await Expected(title), await new PlanPlayer(world, driver, new(IsLoose: true)).Play());
            output.WriteLine($"{kills.Count} kills, {kills.Calls} calls");
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Lifecycles_that_are_lost_altogether_come_to_the_same_end(string title)
    {
        await using var world = await PlanWorld.Open(Named(title));
        await using var driver = await SweepDriver.Start(world);

        Assert.Equal(await Expected(title), await new PlanPlayer(world, driver, new(IsLoose: true)).Play());
        output.WriteLine($"{driver.Lost} lost");
    }

    /// <summary>The end to which the desk itself brings it.</summary>
    private static Task<string> Expected(string title) => Ends.GetOrAdd(title, async named =>
    {
        await using var world = await PlanWorld.Open(Named(named));
        await using var driver = new DeskDriver(world);
        return await new PlanPlayer(world, driver, new()).Play();
    });

    private static Scenario Named(string title) => ScenarioText.All.Single(it => it.Title == title);
}
