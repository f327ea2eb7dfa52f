namespace Azure.Messaging.ServiceBus;

/// <summary>The queue refused or failed.</summary>
public class ServiceBusException : Exception
{
    internal ServiceBusException(string message, ServiceBusFailureReason reason, Exception? cause = null)
        : base($"{message} ({reason})", cause)
    {
        Reason = reason;
        IsTransient = reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout
            or ServiceBusFailureReason.ServiceCommunicationProblem;
    }

    /// <summary>What kind of failure it is.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>True when trying again may help.</summary>
    public bool IsTransient { get; }
}
