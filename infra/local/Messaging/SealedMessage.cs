using System.Text;
using Azure.Messaging.ServiceBus;

namespace Billing.LocalHost.Messaging;

/// <summary>A message as it goes into the storage queue.</summary>
internal sealed record SealedMessage(Envelope Envelope, string Text)
{
    public long SequenceNumber => Envelope.Sequence;

    public int SizeInBytes { get; } = Encoding.UTF8.GetByteCount(Text);

    public static SealedMessage Of(ServiceBusMessage message)
    {
        var envelope = EnvelopeCodec.Of(message, SequenceNumbers.Next(), TimeProvider.System.GetUtcNow());
        return new SealedMessage(envelope, EnvelopeCodec.Write(envelope));
    }
}
