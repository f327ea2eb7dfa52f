using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Messaging;

/// <summary>
/// Looks at each message that storage hands out: it becomes a delivery, or is put away because it is unreadable,
/// expired, not yet due or was delivered too often.
/// </summary>
internal sealed partial class Intake(BusQueue queue, ListenerSettings settings, FaultPlan faults, ILogger log)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task<Delivery?> AcceptAsync(QueueMessage stored, CancellationToken stop)
    {
        if (Read(stored) is not { } envelope) return await RejectAsync(stored, stop);

        var count = ReceivedMessages.DeliveryCount(stored, envelope);
        if (envelope.ExpiresAt <= Now) return await DropAsync(stored, stop);
        if (envelope.NotBefore - Now is { } wait && wait > TimeSpan.Zero)
            return await PutOffAsync(stored, envelope, wait, stop);
        if (faults.Delay(envelope, count) is var delay && delay > TimeSpan.Zero)
            return await PutOffAsync(stored, envelope, delay, stop);
        if (faults.Duplicates(envelope, count)) await CopyAsync(envelope, stop);

        var loses = faults.LosesLock(envelope, count);
        var delivery = new Delivery(queue, stored, envelope, settings.LockDuration, loses);
        return count > settings.MaxDeliveryCount ? await BuryAsync(delivery, stop) : delivery;
    }

    // A message without a session cannot reach a session receiver; Service Bus refuses it at the door.
    private Envelope? Read(QueueMessage stored)
    {
        try
        {
            var envelope = EnvelopeCodec.Read(stored.MessageText);
            foreach (var property in envelope?.Properties?.Values ?? []) property.Value();
            return envelope is { SessionId: null or "" } && settings.HasSessions ? null : envelope;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private async Task<Delivery?> RejectAsync(QueueMessage stored, CancellationToken stop)
    {
        var kept = new Envelope
        {
            Body = Encoding.UTF8.GetBytes(stored.MessageText),
            MessageId = stored.MessageId,
            Sequence = SequenceNumbers.Next(),
            EnqueuedAt = stored.InsertedOn ?? Now,
            DeadLetterReason = "MalformedMessage",
            DeadLetterDescription =
                "The message is no readable envelope, or lacks the session that its queue asks for.",
        };
        var text = EnvelopeCodec.Write(kept);
        var fits = Encoding.UTF8.GetByteCount(text) <= MessageLimits.MessageBytes;
        await queue.DeadLetters.SendTextAsync(fits ? text : EnvelopeCodec.Write(Shortened(kept)), TimeSpan.Zero, stop);
        await queue.DeleteAsync(stored.MessageId, stored.PopReceipt, stop);
        Rejected(queue.Name, stored.MessageId);
        return null;
    }

    private static Envelope Shortened(Envelope kept) => kept with
    {
        Body = kept.Body[..(MessageLimits.MessageBytes / 2)],
        DeadLetterDescription = kept.DeadLetterDescription + " Only its beginning is kept.",
    };

    private async Task<Delivery?> DropAsync(QueueMessage stored, CancellationToken stop)
    {
        await queue.DeleteAsync(stored.MessageId, stored.PopReceipt, stop);
        return null;
    }

    private async Task<Delivery?> PutOffAsync(
        QueueMessage stored, Envelope envelope, TimeSpan wait, CancellationToken stop)
    {
        var hidden = wait < BusQueue.LongestHiding ? wait : BusQueue.LongestHiding;
        var text = EnvelopeCodec.Write(Delivery.Unseen(envelope));
        await queue.HideAsync(stored.MessageId, stored.PopReceipt, text, Whole(hidden), stop);
        return null;
    }

    private async Task<Delivery?> BuryAsync(Delivery delivery, CancellationToken stop)
    {
        await delivery.DeadLetterAsync(
            null,
            "MaxDeliveryCountExceeded",
            $"The message was delivered {settings.MaxDeliveryCount} times and never completed.",
            stop);
        Buried(queue.Name, delivery.Message.MessageId, settings.MaxDeliveryCount);
        return null;
    }

    private Task CopyAsync(Envelope envelope, CancellationToken stop)
    {
        var copy = envelope with { IsCopy = true, UnseenDequeues = 0 };
        return queue.SendTextAsync(EnvelopeCodec.Write(copy), TimeSpan.Zero, stop);
    }

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));

    [LoggerMessage(LogLevel.Warning, "Dead-lettered the malformed message {Message} of {Queue}")]
    private partial void Rejected(string queue, string message);

    [LoggerMessage(LogLevel.Warning, "Dead-lettered message {Message} of {Queue} after {Count} deliveries")]
    private partial void Buried(string queue, string? message, int count);
}
