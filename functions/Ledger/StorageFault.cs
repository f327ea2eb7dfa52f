using Azure;

namespace Billing.Ledger;

/// <summary>Tells storage answers that say what happened from those that leave it open.</summary>
internal static class StorageFault
{
    /// <summary>A row exists already, a row is gone, or an ETag is stale; or the answer was lost on its way.</summary>
    public static bool IsAmbiguous(Exception fault, CancellationToken stop) => fault switch
    {
        RequestFailedException { Status: 0 or 404 or 408 or 409 or 412 or 429 or >= 500 } => true,
        OperationCanceledException or AggregateException or TimeoutException => !stop.IsCancellationRequested,
        IOException or HttpRequestException => true,
        _ => false,
    };

    /// <summary>The store refused because rows are not as the decision supposed.</summary>
    public static bool IsConflict(Exception fault) => fault is RequestFailedException { Status: 404 or 409 or 412 };
}
