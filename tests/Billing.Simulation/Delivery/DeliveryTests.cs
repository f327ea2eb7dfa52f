using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Simulation.Support;
using CsCheck;

namespace Billing.Simulation.Delivery;

/// <summary>
/// However a stream of events is delivered, in whatever order, batches and repetitions, however late: the same events
/// are charged, the same quantities counted and, where one price applies, the same money taken.
/// </summary>
public sealed class DeliveryTests
{
    private const int Streams = 200;
    private const decimal Price = 0.0003m;

    private static int _accounts;

    /// <param name="Seed">Of the shuffle.</param>
    /// <param name="Copies">Each event is delivered up to so many times.</param>
    /// <param name="Batch">Events of one batch at most.</param>
    /// <param name="LateDays">From the last event to the first delivery.</param>
    private sealed record Manner(int Seed, int Copies, int Batch, int LateDays);

    [Fact]
    public async Task However_a_stream_is_delivered_the_same_is_charged()
    {
        await using var app = await App.On(new(TimeProvider.System), new SetClock(AppStory.Start));
        var story = await Open(app);
        var gate = new SemaphoreSlim(1);
        await Gen.Select(
            Gen.Int[0, 86_400 * 3].Array[1, 40],
            Gen.Select(Gen.Int, Gen.Int[1, 5], Gen.Int[1, 25], Gen.Int[0, 30]).Select(
                (a, b, c, d) => new Manner(a, b, c, d)))
            .SampleAsync(
                async stream =>
                {
                    await gate.WaitAsync();
                    try
                    {
                        await Deliver(app, story, stream.Item1, stream.Item2);
                    }
                    finally
                    {
                        gate.Release();
                    }
                },
                iter: Streams);
    }

    [Fact]
    public async Task What_is_forty_days_late_is_kept_and_charged_once_somebody_replayed_it()
    {
        await using var app = await App.On(new(TimeProvider.System), new SetClock(AppStory.Start));
        var story = await Open(app);
        var account = await Customer(story);
        var events = Events(account, [0, 50_000, 86_399, 86_400, 200_000]);
        story.Pass(hours: 24 * 43);

        var late = await story.Use(account, events.Concat(events).Select(it => it.DeepClone().AsObject()));
        foreach (var it in events) await story.Replay(account, (string)it["id"]!);
        var again = await story.Use(account, events.Select(it => it.DeepClone().AsObject()));

        Assert.Equal((0, 5, 5), (late.Rated, late.Quarantined, late.Duplicates));
        Assert.Equal((0, 0, 5), (again.Rated, again.Quarantined, again.Duplicates));
        Assert.Equal(Due(events), await Charged(app, account, events));
    }

    private static async Task Deliver(App app, AppStory story, int[] seconds, Manner manner)
    {
        var account = await Customer(story);
        app.Clock.Set(AppStory.Start);
        var events = Events(account, seconds);
        app.Clock.Set(AppStory.Start.AddDays(3 + manner.LateDays));

        var random = new Lottery(manner.Seed);
        var copies = events.SelectMany(it => Enumerable.Repeat(it, random.Next(manner.Copies) + 1))
            .OrderBy(_ => random.Next(1_000_000)).Select(it => it.DeepClone().AsObject()).ToList();
        for (var from = 0; from < copies.Count;)
        {
            var size = Math.Min(random.Next(manner.Batch) + 1, copies.Count - from);
            await story.Use(account, copies.Slice(from, size));
            from += size;
        }

        Assert.Equal(Due(events), await Charged(app, account, events));
    }

    /// <summary>Ids, quantity by meter, and the money of the meter with one price.</summary>
    private static string Due(List<JsonObject> events)
    {
        decimal Sum(string meter) => events.Where(it => (string?)it["data"]!["meter"] == meter)
            .Sum(it => decimal.Parse((string)it["data"]!["quantity"]!, CultureInfo.InvariantCulture));
        var ids = events.Select(it => (string)it["id"]!).Order(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', ids)}: {Sum("calls"):0.######} {Sum("jobs"):0.######} "
            + $"{Sum("calls") * Price:0.##########}");
    }

    private static async Task<string> Charged(App app, string account, List<JsonObject> events)
    {
        var (owner, reader) = (AccountId.Parse(account), app.Get<LedgerReader>());
        var lines = new List<RatedLine>();
        var days = events.Select(
            it => LedgerKeys.DayOf(DateTimeOffset.Parse((string)it["time"]!, CultureInfo.InvariantCulture)));
        foreach (var day in days.Distinct())
            foreach (var it in await reader.Segments(owner, day, default))
                lines.AddRange((await reader.Segment(owner, day, it.FirstSeq, default))!.Lines);
        var report = await app.Get<LedgerAuditor>().Audit(owner, default);
        Assert.True(report.Ok, $"{report.FirstBroken}");
        Assert.Equal(lines.Count, report.Lines);

        decimal Sum(string meter) =>
            lines.Where(it => it.Meter.Value == meter).Sum(it => it.Quantity.Micros) / 1_000_000m;
        var money = lines.Where(it => it.Meter.Value == "calls").Sum(it => it.Amount.Units) / 10_000_000_000m;
        var ids = lines.Select(it => it.EventId).Order(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', ids)}: {Sum("calls"):0.######} {Sum("jobs"):0.######} {money:0.##########}");
    }

    private static async Task<AppStory> Open(App app)
    {
        var story = new AppStory(app);
        await story.Price("ai", "calls", "USD", $$"""{"prices":[{"model":"perUnit","per":"1","price":"{{Price}}"}]}""");
        await story.Price("ai", "jobs", "USD",
            """{"prices":[{"model":"graduated","per":"1","tiers":[{"upTo":"9","price":"0.5"},{"price":"0.2"}]}]}""");
        return story;
    }

    private static async Task<string> Customer(AppStory story)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"stream-{Interlocked.Increment(ref _accounts)}");
        await story.Customer(account, "US", "USD");
        return account;
    }

    private static List<JsonObject> Events(string account, int[] seconds) =>
    [
        .. seconds.Select((second, i) => AppStory.Event(
            account, string.Create(CultureInfo.InvariantCulture, $"e{i:D3}"), AppStory.Start.AddSeconds(second),
            i % 3 == 0 ? "ai/jobs" : "ai/calls",
            ((i * 7 % 11 + 1) * 0.25m).ToString("0.##", CultureInfo.InvariantCulture))),
    ];

    /// <summary>The same numbers for the same seed.</summary>
    private sealed class Lottery(int seed)
    {
        private ulong _state = unchecked((ulong)seed);

        public int Next(int bound)
        {
            unchecked
            {
                _state = _state * 6364136223846793005 + 1442695040888963407;
                return (int)((_state >> 33) % (ulong)bound);
            }
        }
    }
}
