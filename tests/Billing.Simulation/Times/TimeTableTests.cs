using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;
using Billing.Statements;
using Billing.Usage;

namespace Billing.Simulation.Times;

/// <summary>Moments at which calendars and clocks are awkward, with the whole app: each to the tick.</summary>
public sealed class TimeTableTests
{
    private const string Account = "timed";

    /// <summary>As a producer writes it, while the app's clock stands at noon UTC of the day that is named.</summary>
    private const string Texts =
        """
        clock      | time                              | outcome
        2016-12-31 | 2016-12-31T23:59:60Z              | time_invalid
        2026-06-30 | 2026-06-30T23:59:60Z              | time_invalid
        2026-06-30 | 2026-06-30T11:59:60Z              | time_invalid
        2026-06-30 | 2026-06-30T11:59:59.9999999Z      | 2026-06-30T11:59:59.9999999Z
        2026-06-30 | 2026-06-30T24:00:00Z              | time_invalid
        2028-02-29 | 2028-02-29T11:00:00Z              | 2028-02-29T11:00:00.0000000Z
        2028-03-01 | 2028-02-29T23:59:59.9999999Z      | 2028-02-29T23:59:59.9999999Z
        2026-03-01 | 2026-02-29T11:00:00Z              | time_invalid
        2100-03-01 | 2100-02-29T11:00:00Z              | time_invalid
        2026-03-29 | 2026-03-29T01:59:59.9999999+01:00 | 2026-03-29T00:59:59.9999999Z
        2026-03-29 | 2026-03-29T02:30:00+01:00         | 2026-03-29T01:30:00.0000000Z
        2026-03-29 | 2026-03-29T03:00:00+02:00         | 2026-03-29T01:00:00.0000000Z
        2026-10-25 | 2026-10-25T02:30:00+02:00         | 2026-10-25T00:30:00.0000000Z
        2026-10-25 | 2026-10-25T02:30:00+01:00         | 2026-10-25T01:30:00.0000000Z
        2026-03-15 | 2026-03-15T12:05:00Z              | 2026-03-15T12:05:00.0000000Z
        2026-03-15 | 2026-03-15T12:05:00.0000001Z      | in_future
        2026-03-15 | 2026-02-08T12:00:00Z              | 2026-02-08T12:00:00.0000000Z
        2026-03-15 | 2026-02-08T11:59:59.9999999Z      | too_old
        """;

    [Fact]
    public async Task A_time_is_charged_as_the_instant_that_it_names_or_kept()
    {
        foreach (var row in TextTable.Rows(Texts))
        {
            await using var app = await Open(Time($"{row["clock"]}T12:00:00Z"));
            var use = Use("e1", default);
            use["time"] = row["time"];

            await new AppStory(app).Use(Account, use);

            Assert.Equal((row["time"], row["outcome"]), (row["time"], await Outcome(app)));
        }
    }

    /// <summary>Where clocks are put forward or back a month is an hour shorter or longer, or half of one.</summary>
    private const string Months =
        """
        zone                | month   | hours
        Europe/Berlin       | 2026-03 | 743
        Europe/Berlin       | 2026-10 | 745
        Europe/Berlin       | 2028-02 | 696
        America/New_York    | 2026-03 | 743
        America/New_York    | 2026-11 | 721
        Australia/Lord_Howe | 2026-04 | 720.5
        Australia/Lord_Howe | 2026-10 | 743.5
        Asia/Ho_Chi_Minh    | 2026-03 | 744
        Asia/Ho_Chi_Minh    | 2028-02 | 696
        UTC                 | 2026-02 | 672
        """;

    [Fact]
    public async Task A_use_is_counted_in_its_own_month_to_the_tick()
    {
        foreach (var row in TextTable.Rows(Months))
        {
            Assert.True(StatementMonth.TryParse(row["month"], out var month));
            var (from, until) = month.In(row["zone"]);
            var hours = (until - from).TotalHours.ToString(CultureInfo.InvariantCulture);
            Assert.Equal((row["zone"], row["month"], row["hours"]), (row["zone"], row["month"], hours));
            var number = row["month"].Replace("-", "", StringComparison.Ordinal);

            foreach (var (time, isOfIt) in new[]
            {
                (from.AddTicks(-1), false), (from, true), (from.AddTicks(1), true),
                (until.AddTicks(-1), true), (until, false), (until.AddTicks(1), false),
            })
            {
                await using var app = await Open(time, row["zone"]);
                await new AppStory(app).Use(Account, Use("e1", time));
                var state = (await app.Get<LedgerTable>().Load(AccountId.Parse(Account), default)).State;
                var counted = Assert.Single(state.Tiers).Key.Month.ToString(CultureInfo.InvariantCulture);
                Assert.Equal((row["month"], time, isOfIt), (row["month"], time, counted == number));
            }
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Credit_pays_for_usage_before_its_last_tick(long ticks, bool isPaid)
    {
        await using var app = await Open(AppStory.Start);
        var story = new AppStory(app);
        await story.Voucher(Account, "TIMETABLE1", "5", "USD", days: 1);
        var ends = AppStory.Start.AddDays(1);
        app.Clock.Set(ends.AddTicks(ticks));

        await story.Use(Account, Use("e1", ends.AddTicks(ticks)));

        var state = (await app.Get<LedgerTable>().Load(AccountId.Parse(Account), default)).State;
        Assert.Equal(isPaid ? "0" : "0.2", state.Debt.ToDecimalString());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task Ended_credit_leaves_at_the_tick_at_which_its_grace_is_over(long ticks, int lots)
    {
        await using var app = await Open(AppStory.Start);
        var story = new AppStory(app);
        await story.Voucher(Account, "TIMETABLE1", "5", "USD", days: 1);
        app.Clock.Set(AppStory.Start.AddDays(1) + Expiry.Grace + TimeSpan.FromTicks(ticks));

        await story.Sweep();

        var state = (await app.Get<LedgerTable>().Load(AccountId.Parse(Account), default)).State;
        Assert.Equal(lots, state.Lots.Length);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await story.Sweep();
        Assert.Empty((await app.Get<LedgerTable>().Load(AccountId.Parse(Account), default)).State.Lots);
    }

    /// <summary>The app at that moment, with a customer and a price that counts what a month has used.</summary>
    /// <param name="zone">Where its ledger is billed.</param>
    private static async Task<App> Open(DateTimeOffset now, string zone = "UTC")
    {
        var clock = new SetClock(now);
        var app = await App.On(new TableStore(clock), clock);
        var story = new AppStory(app);
        await story.Customer(Account, "US", "USD");
        await app.Get<LedgerDesk>().Decide(
            AccountId.Parse(Account),
            (_, _) => Task.FromResult(new Decision<bool>(
                true, new LedgerEntry(now) { Movements = [new MovementFact.Opened(Currency.Usd, zone)] })),
            default);
        await story.Price("ai", "calls", "USD",
            """{"prices":[{"model":"graduated","per":"1","tiers":[{"upTo":"9","price":"0.2"},{"price":"0.1"}]}]}""",
            now.AddDays(-60));
        return app;
    }

    private static JsonObject Use(string id, DateTimeOffset time) => AppStory.Event(Account, id, time, "ai/calls", "1");

    /// <summary>The instant that was charged, or why it was kept.</summary>
    private static async Task<string> Outcome(App app)
    {
        var kept = await app.Get<QuarantineTable>().List(null, null, 10, default);
        if (kept.Items.Count > 0) return Assert.Single(kept.Items).Event.Reason;

        var reader = app.Get<LedgerReader>();
        foreach (var days in Enumerable.Range(-40, 80))
        {
            var day = LedgerKeys.DayOf(app.Clock.GetUtcNow()).AddDays(days);
            foreach (var it in await reader.Segments(AccountId.Parse(Account), day, default))
            {
                var segment = await reader.Segment(AccountId.Parse(Account), day, it.FirstSeq, default);
                return Assert.Single(segment!.Lines).Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            }
        }
        return "nothing";
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
