using Azure;
using Azure.Messaging.ServiceBus;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Simulation.Faults;

/// <summary>Tells failures that the world brought about from those that are bugs.</summary>
public static class Expected
{
    public static bool IsFault(Exception failure) => failure
        is RequestFailedException or ServiceBusException or OperationCanceledException or TimeoutException
        or HttpRequestException or LedgerBusyException or BusyException
        || failure is AggregateException several && several.InnerExceptions.All(IsFault);
}
