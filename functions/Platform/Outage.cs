using System.Net.Sockets;
using Azure;
using Azure.Messaging.ServiceBus;

namespace Billing.Platform;

/// <summary>Tells the world's failures, which pass, from bugs, which do not.</summary>
public static class Outage
{
    private const int UsualSeconds = 2;

    /// <summary>When to try again; null for what is a bug or will not pass by itself.</summary>
    public static int? RetryAfterSeconds(Exception failure) => failure switch
    {
        FaultException fault => fault.RetryAfterSeconds,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => UsualSeconds,
        ServiceBusException { IsTransient: true } => UsualSeconds,
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy } => UsualSeconds,
        ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout } => UsualSeconds,
        TimeoutException or HttpRequestException or SocketException => UsualSeconds,
        OperationCanceledException => UsualSeconds,
        AggregateException { InnerExceptions: [.., var last] } => RetryAfterSeconds(last),
        _ => null,
    };
}
