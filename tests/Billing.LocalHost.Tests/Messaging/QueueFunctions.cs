using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Messaging;

/// <summary>Takes batches and settles each message itself.</summary>
public sealed class TakeBatch(Inbox inbox)
{
    [Function(nameof(TakeBatch))]
    public Task Run(
        [ServiceBusTrigger("%Queue%", IsBatched = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions) => inbox.TakeAsync(messages, actions);
}

/// <summary>Takes batches of one session.</summary>
public sealed class TakeSession(Inbox inbox)
{
    [Function(nameof(TakeSession))]
    public Task Run(
        [ServiceBusTrigger("%Queue%", IsBatched = true, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions) => inbox.TakeAsync(messages, actions);
}

/// <summary>Takes single messages, which the host settles.</summary>
public sealed class TakeOne(Inbox inbox)
{
    [Function(nameof(TakeOne))]
    public async Task Run(
        [ServiceBusTrigger("%Queue%", AutoCompleteMessages = true)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions)
    {
        inbox.Batches.Enqueue([message]);
        await inbox.Work([message], actions);
    }
}

/// <summary>Keeps a value with each session.</summary>
public sealed class CountSession(Inbox inbox)
{
    [Function(nameof(CountSession))]
    public async Task Run(
        [ServiceBusTrigger("%Queue%", IsBatched = true, IsSessionsEnabled = true, AutoCompleteMessages = true)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusSessionMessageActions session)
    {
        var known = await session.GetSessionStateAsync() is { } state ? state.ToString() : string.Empty;
        inbox.States.Enqueue(known);
        await session.RenewSessionLockAsync();
        await session.SetSessionStateAsync(BinaryData.FromString(known + messages.Length));
        inbox.Batches.Enqueue([.. messages]);
    }
}
