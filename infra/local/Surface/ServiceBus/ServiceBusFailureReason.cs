namespace Azure.Messaging.ServiceBus;

/// <summary>The kinds of failure of a queue.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>None of the others.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The message is no longer locked for this receiver.</summary>
    MessageLockLost = 2,

    /// <summary>There is no such message.</summary>
    MessageNotFound = 3,

    /// <summary>The message or the batch is too large.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The queue is switched off.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>The queue is full.</summary>
    QuotaExceeded = 6,

    /// <summary>Too many requests.</summary>
    ServiceBusy = 7,

    /// <summary>No answer in time.</summary>
    ServiceTimeout = 8,

    /// <summary>The service could not be reached.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>Another receiver holds the session.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The session is no longer locked for this receiver.</summary>
    SessionLockLost = 11,
}
