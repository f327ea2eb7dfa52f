using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Billing.Functions.Tests.Support;
using Billing.Platform.Telemetry;

namespace Billing.Functions.Tests.Platform.Telemetry;

public sealed class TracingTests
{
    [Fact]
    public void Work_on_a_batch_is_linked_to_each_sender_once()
    {
        using var watched = new Watched();
        var (one, two) = (Sent("one"), Sent("two"));

        Tracing.Receive("work", [.. Received(one), .. Received(two), .. Received(one)])!.Dispose();

        var links = watched.Span("work").Links.Select(link => $"00-{link.Context.TraceId}-{link.Context.SpanId}-01");
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no trace")]
    [InlineData(7)]
    public void What_names_no_sender_is_no_link(object? value)
    {
        using var watched = new Watched();

        Tracing.Receive("work", Received(value))!.Dispose();

        Assert.Empty(watched.Span("work").Links);
        Assert.Equal(ActivityKind.Consumer, watched.Span("work").Kind);
    }

    [Fact]
    public void Without_a_trace_a_message_is_as_it_was() =>
        Assert.Empty(new ServiceBusMessage("body").Linked().ApplicationProperties);

    [Fact]
    public void The_message_of_a_failure_is_taken_out_of_its_span()
    {
        using var span = new Activity("work").Start();
        span.SetStatus(ActivityStatusCode.Error, "no such voucher: SECRET");

        new WordlessSpans().OnEnd(span);

        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }

    /// <returns>What the message says of its sender.</returns>
    private static string Sent(string name)
    {
        using var span = Tracing.Source.StartActivity(name);
        return (string)new ServiceBusMessage("body").Linked().ApplicationProperties["traceparent"];
    }

    private static ServiceBusReceivedMessage[] Received(object? sender) =>
    [
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString("body"),
            properties: sender is null ? null : new Dictionary<string, object> { ["traceparent"] = sender }),
    ];
}
