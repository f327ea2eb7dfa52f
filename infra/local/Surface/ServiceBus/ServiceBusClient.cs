using Azure.Core;
using Billing.LocalHost.Messaging;

namespace Azure.Messaging.ServiceBus;

/// <summary>The way to the queues: here those of the storage account named by the connection string.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly QueueSet? _queues;

    /// <summary>Opens the queues of a storage account.</summary>
    /// <param name="connectionString">An Azure Storage connection string.</param>
    public ServiceBusClient(string connectionString) => _queues = new QueueSet(connectionString);

    /// <summary>Refused: the development host has no identity to sign in with.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) =>
        throw new InvalidOperationException(
            "The development host needs a storage connection string for its queues; "
            + $"'{fullyQualifiedNamespace}' with a credential works in Azure only. "
            + "Set the connection to UseDevelopmentStorage=true.");

    /// <summary>For tests that derive from it.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>A sender to one queue, which is created on first use.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) =>
        new((_queues ?? throw new InvalidOperationException("This client has no connection.")).Open(queueOrTopicName));

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
