namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on messages of a queue.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : Attribute
{
    /// <summary>Messages of a queue; %setting% is resolved from the settings.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Messages of a subscription; the development host refuses to start with one.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The queue.</summary>
    public string? QueueName { get; }

    /// <summary>The topic.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription.</summary>
    public string? SubscriptionName { get; }

    /// <summary>The setting that holds the connection string; ServiceBus when left out.</summary>
    public string? Connection { get; set; }

    /// <summary>One batch comes from one session, and a session has one batch at a time.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>The function takes an array.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Complete on success, abandon on an exception; host.json decides when left out.</summary>
    public bool AutoCompleteMessages
    {
        get => AutoCompleteChoice ?? true;
        set => AutoCompleteChoice = value;
    }

    internal bool? AutoCompleteChoice { get; private set; }
}
