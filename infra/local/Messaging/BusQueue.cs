using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Billing.LocalHost.Messaging;

/// <summary>A bus queue kept in a storage queue, which is created on first use.</summary>
internal sealed class BusQueue(QueueSet set, QueueClient queue)
{
    /// <summary>Storage hides a message for at most seven days; a later one is hidden again when it appears.</summary>
    public static readonly TimeSpan LongestHiding = TimeSpan.FromDays(6);

    private const int ConcurrentCalls = 16;
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private Task? _created;

    public string Name => queue.Name;

    public BusQueue DeadLetters => set.Sibling(Name, "deadletter");

    public BusQueue Deferred => set.Sibling(Name, "deferred");

    /// <summary>Encodes, and refuses what is too large.</summary>
    public SealedMessage Seal(ServiceBusMessage message)
    {
        var encoded = SealedMessage.Of(message);
        return encoded.SizeInBytes <= MessageLimits.MessageBytes
            ? encoded
            : throw MessageLimits.Exceeded(Name, encoded.SizeInBytes);
    }

    public Task SendAsync(IReadOnlyList<SealedMessage> messages, CancellationToken stop)
    {
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentCalls, CancellationToken = stop };
        return messages.Count == 1
            ? SendAsync(messages[0], stop)
            : Parallel.ForEachAsync(messages, bounded, async (message, ct) => await SendAsync(message, ct));
    }

    /// <summary>Puts text into the queue as it is; the text may be no envelope at all.</summary>
    public Task SendTextAsync(string text, TimeSpan hidden, CancellationToken stop) =>
        CallAsync(() => queue.SendMessageAsync(text, hidden, ForEver, stop), stop);

    public Task<QueueMessage[]> ReceiveAsync(int most, TimeSpan locked, CancellationToken stop) =>
        CallAsync(async () => (await queue.ReceiveMessagesAsync(most, locked, stop)).Value, stop);

    public Task DeleteAsync(string id, string receipt, CancellationToken stop) =>
        CallAsync(() => queue.DeleteMessageAsync(id, receipt, stop), stop);

    /// <summary>Writes the message again and hides it; answers the new receipt.</summary>
    public Task<string> HideAsync(string id, string receipt, string text, TimeSpan hidden, CancellationToken stop) =>
        CallAsync(
            async () => (await queue.UpdateMessageAsync(id, receipt, text, hidden, stop)).Value.PopReceipt, stop);

    public async Task EnsureCreatedAsync(CancellationToken stop)
    {
        try
        {
            await (_created ??= queue.CreateIfNotExistsAsync(cancellationToken: stop));
        }
        catch
        {
            _created = null;
            throw;
        }
    }

    private Task SendAsync(SealedMessage message, CancellationToken stop)
    {
        var hidden = message.Envelope.NotBefore - TimeProvider.System.GetUtcNow() ?? TimeSpan.Zero;
        return SendTextAsync(message.Text, WholeSeconds(hidden), stop);
    }

    // Storage counts in whole seconds; a message must not appear early.
    private static TimeSpan WholeSeconds(TimeSpan hidden) =>
        hidden <= TimeSpan.Zero ? TimeSpan.Zero
        : hidden > LongestHiding ? LongestHiding
        : TimeSpan.FromSeconds(Math.Ceiling(hidden.TotalSeconds));

    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken stop)
    {
        try
        {
            await EnsureCreatedAsync(stop);
            return await call();
        }
        catch (RequestFailedException failure)
        {
            if (failure.ErrorCode == "QueueNotFound") _created = null;
            throw StorageFailure.Translate(failure, Name);
        }
        catch (AggregateException retried) when (retried.InnerExceptions.OfType<RequestFailedException>().Any())
        {
            throw StorageFailure.Translate(retried.InnerExceptions.OfType<RequestFailedException>().Last(), Name);
        }
    }
}
