using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues.Models;

namespace Billing.LocalHost.Messaging;

/// <summary>Makes what a receiver sees out of what the storage queue holds.</summary>
internal static class ReceivedMessages
{
    public static int DeliveryCount(QueueMessage stored, Envelope envelope) =>
        (int)Math.Max(1, stored.DequeueCount - envelope.UnseenDequeues);

    public static ServiceBusReceivedMessage Of(
        Delivery delivery, QueueMessage stored, Envelope envelope, DateTimeOffset lockedUntil) => new()
        {
            Delivery = delivery,
            Body = BinaryData.FromBytes(envelope.Body),
            MessageId = envelope.MessageId,
            SessionId = envelope.SessionId,
            Subject = envelope.Subject,
            ContentType = envelope.ContentType,
            CorrelationId = envelope.CorrelationId,
            ApplicationProperties = (envelope.Properties ?? new Dictionary<string, PropertyValue>())
                .ToDictionary(property => property.Key, property => property.Value.Value()),
            DeliveryCount = DeliveryCount(stored, envelope),
            EnqueuedTime = envelope.EnqueuedAt,
            LockedUntil = lockedUntil,
            SequenceNumber = envelope.Sequence,
            LockToken = Token(stored),
            DeadLetterReason = envelope.DeadLetterReason,
            DeadLetterErrorDescription = envelope.DeadLetterDescription,
        };

    // A token is a GUID that names this delivery: the storage message and its receipt make it.
    private static string Token(QueueMessage stored)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{stored.MessageId}|{stored.PopReceipt}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }
}
