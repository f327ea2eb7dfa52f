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

    private static UInt128 Content(ReportedEvent it) => Assert.IsType<ReportedEvent.Sound>(it).Event.Fingerprint;

    private static string Name(ReportedEvent it) => it switch
    {
        ReportedEvent.Sound { Event: var sound } =>
            $"{(sound.Time - Some.Noon).Ticks} {sound.Source} {sound.Id}",
        ReportedEvent.Faulty faulty => faulty.Id!,
        _ => "other",
    };
}
