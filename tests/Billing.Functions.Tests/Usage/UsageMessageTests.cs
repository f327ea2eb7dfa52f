using Billing.Functions.Tests.Support;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageMessageTests
{
    [Fact]
    public void Messages_hold_every_event_once_in_order_within_their_lane_and_size()
    {
        var events = Some.Reported(Enumerable.Range(0, 900).Select(i => Some.EventJson($"e{i}", $"acct-{i % 7}")));

        var messages = UsageMessage.Pack(events, 20_000);

        Assert.All(messages, message => Assert.True(message.Body.Length <= 20_000));
        var read = messages.SelectMany(message => Read(message).Select(it => (message.Lane, it.Event))).ToList();
        Assert.Equal(900, read.Select(it => it.Event.Id).Distinct().Count());
        Assert.Equal(900, read.Count);
        Assert.All(read, it => Assert.Equal(Lane.Of(it.Event.Account), it.Lane));
        Assert.All(read.GroupBy(it => it.Event.Account), account => Assert.Equal(
            account.Select(it => int.Parse(it.Event.Id[1..], null)).Order(),
            account.Select(it => int.Parse(it.Event.Id[1..], null))));
    }

    [Fact]
    public void Many_small_events_of_a_lane_share_a_message()
    {
        var events = Some.Reported(Enumerable.Range(0, 100).Select(i => Some.EventJson($"e{i}")));

        Assert.Single(UsageMessage.Pack(events, 45_056));
    }

    [Fact]
    public void The_largest_event_fits_the_smallest_message()
    {
        var json = Some.EventJson();
        json["padding"] = new string('x', UsageBatch.MaxEventBytes - json.ToJsonString().Length - 13);
        var largest = Some.Reported([json, json.DeepClone().AsObject()]);

        Assert.All(largest, it => Assert.IsType<ReportedEvent.Sound>(it));
        var messages = UsageMessage.Pack(largest, UsageMessage.MinBytes);
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Equal(UsageMessage.MinBytes, message.Body.Length));
    }

    [Fact]
    public void Nothing_to_send_is_no_message() => Assert.Empty(UsageMessage.Pack([], 45_056));

    private static IEnumerable<ReportedEvent.Sound> Read(UsageMessage message)
    {
        Assert.True(UsageBatch.Read(message.Body, BatchForm.Batch).IsAccepted(out var events, out _));
        return events.Cast<ReportedEvent.Sound>();
    }
}
