using Billing.Functions.Tests.Support;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class EventOrderTests
{
    [Fact]
    public void Events_are_decided_by_time_source_id_and_content_however_they_come()
    {
        var later = Some.Noon.AddTicks(1);
        var sorted = EventOrder.Sorted(Some.Reported(
        [
            Some.EventJson("b", source: "s/1", quantity: "1"),
            Some.EventJson("a", source: "s/2"),
            Some.EventJson("a", source: "s/2", time: later),
            Some.EventJson("b", source: "s/1", time: later),
            Some.EventJson("b", source: "s/1", quantity: "2"),
            Some.EventJson("a", source: "s/1"),
            Some.EventJson("bad-2", quantity: "x"),
            Some.EventJson("bad-1", quantity: "x"),
        ]));

        Assert.Equal(
            ["bad-1", "bad-2", "0 s/1 a", "0 s/1 b", "0 s/1 b", "0 s/2 a", "1 s/1 b", "1 s/2 a"],
            sorted.Select(Name));
        Assert.True(Content(sorted[3]) < Content(sorted[4]));
        Assert.Equal(sorted, EventOrder.Sorted(sorted.Reverse()));
        Assert.Equal(sorted, EventOrder.Sorted(sorted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_many_events_share_a_time_the_order_is_that_of_the_comparer(int seed)
    {
        var random = new Random(seed);
        var events = Some.Reported([.. Enumerable.Range(0, 200).Select(i => random.Next(12) switch
        {
            0 => Some.EventJson($"bad-{random.Next(5)}", quantity: "x"),
            _ => Some.EventJson(
                $"e-{random.Next(40)}", source: $"s/{random.Next(3)}", quantity: $"{random.Next(1, 4)}",
                time: Some.Noon.AddTicks(random.Next(-3, 4))),
        })]).ToArray();

        var sorted = EventOrder.Sorted(events);

        Assert.Equal(events.Length, sorted.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(
            sorted.Zip(sorted.Skip(1)), it => Assert.True(EventOrder.Instance.Compare(it.First, it.Second) <= 0));
        Assert.Equal(sorted.Select(it => it.QuarantineId), Backwards(events).Select(it => it.QuarantineId));
    }

    private static ReportedEvent[] Backwards(IEnumerable<ReportedEvent> events) =>
        EventOrder.Sorted(events.Reverse());

    private static UInt128 Content(ReportedEvent it) => Assert.IsType<ReportedEvent.Sound>(it).Event.Fingerprint;

    private static string Name(ReportedEvent it) => it switch
    {
        ReportedEvent.Sound { Event: var sound } =>
            $"{(sound.Time - Some.Noon).Ticks} {sound.Source} {sound.Id}",
        ReportedEvent.Faulty faulty => faulty.Id!,
        _ => "other",
    };
}
