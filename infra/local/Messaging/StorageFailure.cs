using Azure;
using Azure.Messaging.ServiceBus;

namespace Billing.LocalHost.Messaging;

/// <summary>Says in the bus's words what the storage queue answered.</summary>
internal static class StorageFailure
{
    public static ServiceBusException Translate(RequestFailedException failure, string queue) =>
        new($"The queue '{queue}' answered: {failure.ErrorCode ?? failure.Message}.", ReasonOf(failure), failure);

    public static ServiceBusException LockLost(string queue, Exception? cause = null) =>
        new($"The lock on the message of '{queue}' has expired, or the message is settled.",
            ServiceBusFailureReason.MessageLockLost, cause);

    private static ServiceBusFailureReason ReasonOf(RequestFailedException failure) =>
        (failure.Status, failure.ErrorCode) switch
        {
            (_, "MessageNotFound" or "PopReceiptMismatch" or "InvalidQueryParameterValue") =>
                ServiceBusFailureReason.MessageLockLost,
            (_, "QueueNotFound") => ServiceBusFailureReason.MessagingEntityNotFound,
            (_, "RequestBodyTooLarge") => ServiceBusFailureReason.MessageSizeExceeded,
            (0, _) => ServiceBusFailureReason.ServiceCommunicationProblem,
            (503, _) => ServiceBusFailureReason.ServiceBusy,
            (408 or 504, _) => ServiceBusFailureReason.ServiceTimeout,
            _ => ServiceBusFailureReason.GeneralError,
        };
}
