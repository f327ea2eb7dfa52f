using Azure.Messaging.ServiceBus;

namespace Billing.LocalHost.Messaging;

/// <summary>Sizes that a queue accepts.</summary>
internal static class MessageLimits
{
    /// <summary>One encoded message: the limit of a storage queue. A body of 47 KB fits.</summary>
    public const int MessageBytes = 64 * 1024;

    /// <summary>A batch, by the encoded size of its messages.</summary>
    public const int BatchBytes = 256 * 1024;

    public static ServiceBusException Exceeded(string queue, long bytes) =>
        new($"The message or batch for '{queue}' takes {bytes} bytes; a message may take {MessageBytes} encoded, "
            + $"a batch {BatchBytes}.", ServiceBusFailureReason.MessageSizeExceeded);
}
