using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues.Models;

namespace Billing.LocalHost.Messaging;

/// <summary>One delivery of one message: its lock, and what its receiver may do with it.</summary>
internal sealed class Delivery
{
    // One call at a time: each renews the receipt that the next one needs.
    private readonly Channel<bool> _turn = Channel.CreateBounded<bool>(1);
    private readonly BusQueue _queue;
    private readonly string _id;
    private readonly TimeSpan _lockDuration;
    private readonly bool _losesLock;
    private string _receipt;
    private bool _isOver;

    public Delivery(BusQueue queue, QueueMessage stored, Envelope envelope, TimeSpan lockDuration, bool losesLock)
    {
        _queue = queue;
        _id = stored.MessageId;
        _receipt = stored.PopReceipt;
        _lockDuration = lockDuration;
        _losesLock = losesLock;
        Envelope = envelope;
        Message = ReceivedMessages.Of(this, stored, envelope, Now + lockDuration);
    }

    public Envelope Envelope { get; }

    public ServiceBusReceivedMessage Message { get; }

    public DateTimeOffset LockedUntil => Message.LockedUntil;

    public TimeSpan LockLeft => LockedUntil - Now;

    public bool IsSettled => _isOver;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static Delivery Of(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Delivery
            ?? throw new InvalidOperationException(
                "This message was made by hand; there is no queue to settle it with.");
    }

    public Task CompleteAsync(CancellationToken stop) =>
        SettleAsync(() => _queue.DeleteAsync(_id, _receipt, stop), stop);

    public Task AbandonAsync(IDictionary<string, object>? changes, CancellationToken stop) =>
        SettleAsync(() => HideAsync(EnvelopeCodec.With(Envelope, changes), TimeSpan.Zero, stop), stop);

    public Task DeadLetterAsync(
        IDictionary<string, object>? changes, string? reason, string? description, CancellationToken stop) =>
        MoveAsync(_queue.DeadLetters, changes, envelope => envelope with
        {
            DeadLetterReason = reason,
            DeadLetterDescription = description,
        }, stop);

    public Task DeferAsync(IDictionary<string, object>? changes, CancellationToken stop) =>
        MoveAsync(_queue.Deferred, changes, envelope => envelope, stop);

    public Task RenewAsync(CancellationToken stop) => WhileLockedAsync(() => HideAgainAsync(stop), stop);

    /// <summary>Gives an undelivered message back without counting a delivery.</summary>
    public Task HandBackAsync(CancellationToken stop) =>
        SettleAsync(() => HideAsync(Unseen(Envelope), TimeSpan.Zero, stop), stop);

    public static Envelope Unseen(Envelope envelope) =>
        envelope with { UnseenDequeues = envelope.UnseenDequeues + 1 };

    // The lock is renewed first: it proves that the message is still ours before a second copy exists.
    private Task MoveAsync(
        BusQueue target,
        IDictionary<string, object>? changes,
        Func<Envelope, Envelope> stamp,
        CancellationToken stop) => SettleAsync(async () =>
        {
            await HideAgainAsync(stop);
            var moved = stamp(EnvelopeCodec.With(Envelope, changes)) with { UnseenDequeues = 0, ExpiresAt = null };
            await target.SendTextAsync(EnvelopeCodec.Write(moved), TimeSpan.Zero, stop);
            await _queue.DeleteAsync(_id, _receipt, stop);
        }, stop);

    private Task SettleAsync(Func<Task> settle, CancellationToken stop) => WhileLockedAsync(async () =>
    {
        if (_losesLock)
        {
            _isOver = true;
            await HideAsync(Envelope, TimeSpan.Zero, stop);
            throw StorageFailure.LockLost(_queue.Name);
        }

        await settle();
        _isOver = true;
    }, stop);

    private async Task WhileLockedAsync(Func<Task> act, CancellationToken stop)
    {
        await _turn.Writer.WriteAsync(true, stop);
        try
        {
            if (_isOver || LockLeft <= TimeSpan.Zero) throw StorageFailure.LockLost(_queue.Name);

            await act();
        }
        finally
        {
            _turn.Reader.TryRead(out _);
        }
    }

    private async Task HideAgainAsync(CancellationToken stop)
    {
        var until = Now + _lockDuration;
        _receipt = await _queue.HideAsync(_id, _receipt, EnvelopeCodec.Write(Envelope), _lockDuration, stop);
        Message.LockedUntil = until;
    }

    private async Task HideAsync(Envelope envelope, TimeSpan hidden, CancellationToken stop) =>
        _receipt = await _queue.HideAsync(_id, _receipt, EnvelopeCodec.Write(envelope), hidden, stop);
}
