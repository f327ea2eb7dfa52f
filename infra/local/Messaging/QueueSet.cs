using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Storage.Queues;

namespace Billing.LocalHost.Messaging;

/// <summary>The queues of one storage account, by the names that the bus uses.</summary>
internal sealed partial class QueueSet
{
    private const string DeadLetterPath = "/$deadletterqueue";
    private const int Retries = 3;

    private readonly QueueServiceClient _service;
    private readonly ConcurrentDictionary<string, BusQueue> _opened = new();

    public QueueSet(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.Retry.MaxRetries = Retries;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Diagnostics.IsDistributedTracingEnabled = false;
        try
        {
            _service = new QueueServiceClient(connectionString, options);
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException(
                "The development host runs its queues on Azure Storage: the connection string must be one of a storage "
                + "account, such as UseDevelopmentStorage=true.", nameof(connectionString), wrong);
        }
    }

    /// <summary>The queue itself, or for a path that ends in $DeadLetterQueue its dead letters.</summary>
    public BusQueue Open(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var lower = name.ToLowerInvariant();
        return lower.EndsWith(DeadLetterPath, StringComparison.Ordinal)
            ? Sibling(lower[..^DeadLetterPath.Length], "deadletter")
            : _opened.GetOrAdd(Checked(lower), Create);
    }

    public BusQueue Sibling(string name, string suffix) => _opened.GetOrAdd(Checked($"{name}-{suffix}"), Create);

    private BusQueue Create(string name) => new(this, _service.GetQueueClient(name));

    private static string Checked(string name) =>
        Valid().IsMatch(name)
            ? name
            : throw new ArgumentException(
                $"'{name}' cannot be a storage queue: letters, digits and single hyphens, 3 to 63 in all with the "
                + "suffix.");

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Valid();
}
