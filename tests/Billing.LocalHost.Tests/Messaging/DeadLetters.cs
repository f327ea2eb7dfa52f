using Azure.Storage.Queues.Models;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Tests.Support;

namespace Billing.LocalHost.Tests.Messaging;

/// <summary>Looks into the dead-letter queue of a host.</summary>
internal static class DeadLetters
{
    public static async Task<Envelope> OneAsync(TestHost host) => (await AllAsync(host, 1)).Single();

    public static async Task<IReadOnlyList<Envelope>> AllAsync(TestHost host, int count, string suffix = "-deadletter")
    {
        PeekedMessage[] peeked = [];
        await TestHost.EventuallyAsync(async () =>
        {
            var stored = host.Stored(suffix);
            if (!await stored.ExistsAsync()) return false;

            peeked = (await stored.PeekMessagesAsync(32)).Value;
            return peeked.Length >= count;
        }, seconds: 30);
        return [.. peeked.Select(message => EnvelopeCodec.Read(message.MessageText)!)];
    }
}
