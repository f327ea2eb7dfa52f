using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Support;

/// <summary>What the queue functions of a test received, and what they do with it.</summary>
public sealed class Inbox
{
    public ConcurrentQueue<IReadOnlyList<ServiceBusReceivedMessage>> Batches { get; } = new();

    public ConcurrentQueue<ServiceBusFailureReason> Refusals { get; } = new();

    /// <summary>What a function found stored with its session.</summary>
    public ConcurrentQueue<string> States { get; } = new();

    public IEnumerable<ServiceBusReceivedMessage> Messages => Batches.SelectMany(batch => batch);

    public IEnumerable<string> Bodies => Messages.Select(message => message.Body.ToString());

    /// <summary>Runs for each batch; completes all its messages unless told otherwise.</summary>
    public Func<IReadOnlyList<ServiceBusReceivedMessage>, ServiceBusMessageActions, Task> Work { get; set; } =
        async (messages, actions) =>
        {
            foreach (var message in messages) await actions.CompleteMessageAsync(message);
        };

    public async Task TakeAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions)
    {
        Batches.Enqueue(messages);
        try
        {
            await Work(messages, actions);
        }
        catch (ServiceBusException refused)
        {
            Refusals.Enqueue(refused.Reason);
        }
    }
}
