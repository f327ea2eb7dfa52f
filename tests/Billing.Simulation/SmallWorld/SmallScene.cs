using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;
using Billing.Usage;

namespace Billing.Simulation.SmallWorld;

/// <summary>What the plays of the small world share: one customer, one price, a lot that ends after a day.</summary>
public static class SmallScene
{
    public const string Acme = "small-acme";

    public static readonly DateTimeOffset Ends = AppStory.Start.AddDays(1);
    public static readonly DateTimeOffset TheEnd = Ends + Expiry.Grace;
    public static readonly DateTimeOffset BeforeTheEnd = TheEnd.AddTicks(-1);
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

    /// <summary>One batch an event, so that the second is decided on what the worker remembers.</summary>
    public static Func<TableServiceClient, TableServiceClient, Task> Use(DateTimeOffset now, params string[] ids) =>
        async (tables, calm) =>
        {
            var charging = (await new SmallWorker(tables, now).Know(calm)).Charging();
            foreach (var id in ids) await charging.Charge(Account, Reported([id]), default);
        };

    /// <summary>The timer, once the grace of the lot is over.</summary>
    public static Task<int> Sweep(TableServiceClient tables, TableServiceClient calm) =>
        new SmallWorker(tables, TheEnd).Sweep.Sweep(new(Account, TheEnd, AppStory.Start, default), default);
}
