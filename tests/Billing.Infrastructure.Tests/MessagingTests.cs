using System.Text.Json.Nodes;
using System.Xml;
using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed class MessagingTests(Compiled infrastructure)
{
    private const int MaxDeliveries = 10;

    [Fact]
    public void There_is_a_queue_for_each_that_a_function_reads() => Assert.Equal(
        CodeSettings.Queues.Order(), infrastructure.Usual.Queues.Select(it => it.Id.Split('/')[^1]).Order());

    [Fact]
    public void A_queue_keeps_sessions_apart_and_keeps_what_could_not_be_handled() =>
        Assert.All(infrastructure.Usual.Queues, queue =>
        {
            Assert.Equal("true", queue.Text("requiresSession"));
            Assert.Equal("true", queue.Text("deadLetteringOnMessageExpiration"));
            Assert.Equal(MaxDeliveries, (int)queue["maxDeliveryCount"]!);
        });

    [Fact]
    public void A_queue_never_drops_a_message_because_it_saw_its_id() => Assert.All(
        infrastructure.Usual.Queues, queue => Assert.Equal("false", queue.Text("requiresDuplicateDetection")));

    [Fact]
    public void A_message_outlives_a_week_in_which_nobody_looks() => Assert.All(
        infrastructure.Usual.Queues,
        queue => Assert.True(Time(queue, "defaultMessageTimeToLive") >= TimeSpan.FromDays(7)));

    [Fact]
    public void A_lock_lasts_as_long_as_Service_Bus_lets_it() => Assert.All(
        infrastructure.Usual.Queues, queue => Assert.Equal(TimeSpan.FromMinutes(5), Time(queue, "lockDuration")));

    [Fact]
    public void What_ingest_packs_fits_the_smallest_message_of_the_bus()
    {
        const int SmallestOperation = 64 * 1024;
        const int RoomForProperties = 2 * 1024;

        Assert.InRange(
            int.Parse(infrastructure.Usual.Settings["Usage__MessageBytes"], null),
            1, SmallestOperation - RoomForProperties);
    }

    [Fact]
    public void No_key_opens_the_bus()
    {
        var bus = infrastructure.Usual.Of("Microsoft.ServiceBus/namespaces").Single();

        Assert.Equal("true", bus.Text("disableLocalAuth"));
        Assert.Equal("1.2", bus.Text("minimumTlsVersion"));
        Assert.Equal(
            $"{bus.Name}.servicebus.windows.net", infrastructure.Usual.Settings["ServiceBus__fullyQualifiedNamespace"]);
    }

    private static TimeSpan Time(Resource queue, string name) => XmlConvert.ToTimeSpan(queue.Text(name));
}
