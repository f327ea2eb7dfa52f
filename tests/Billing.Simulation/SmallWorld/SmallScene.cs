using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;
using Billing.Usage;

namespace Billing.Simulation.SmallWorld;

/// <summary>What the plays of the small world share: one customer, one price, and a lot that ends after a day.</summary>
public static class SmallScene
{
    public const string Acme = "small-acme";

    public static readonly DateTimeOffset Ends = AppStory.Start.AddDays(1);
    public static readonly AccountId Account = AccountId.Parse(Acme);

    public static void Tell(int runs)
    {
        Assert.True(runs > 20, $"{runs} runs");
        Console.WriteLine($"{TestContext.Current.Test!.TestDisplayName}: {runs} runs");
    }

    public static async Task<TableStore> Prepare(Func<AppStory, Task> past, Func<App, Task>? more = null)
    {
        var clock = new SetClock(AppStory.Start);
        var store = new TableStore(clock);
        await using var app = await App.On(store, clock);
        var story = new AppStory(app);
        await story.Customer(Acme, "US", "USD");
        await story.Price("ai", "calls", "USD", """{"prices":[{"model":"perUnit","per":"1","price":"0.2"}]}""");
        await past(story);
        if (more is not null) await more(app);
        return store;
    }

    /// <summary>Events in the last minutes of the lot, each of one call.</summary>
    public static IReadOnlyList<ReportedEvent> Reported(string[] ids)
    {
        var events = ids.Select((id, i) => AppStory.Event(Acme, id, Ends.AddMinutes(id[^1] - 60), "ai/calls", "1"));
        return AppStory.Read(events);
    }

    public static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);
}
