namespace Billing.Benchmarks.Report;

/// <summary>What a million rated events cost on Azure, out of what one event takes.</summary>
/// <param name="Transactions">Requests to storage for one event.</param>
/// <param name="ProcessorSeconds">Of the app for one event.</param>
/// <param name="EventsPerMessage">How full the messages on the bus are.</param>
/// <param name="EventsPerRequest">How full the requests of producers are.</param>
/// <param name="StoredBytes">Kept of one event; the suite "bytes" measures it.</param>
internal sealed record CostModel(
    double Transactions, double ProcessorSeconds, double EventsPerMessage, double EventsPerRequest, double StoredBytes)
{
    /// <summary>A message is sent, received and completed.</summary>
    private const double OperationsPerMessage = 3;

    /// <summary>What a run of RateUsage takes at once, at most; less when the queue is short.</summary>
    private const double MessagesPerExecution = 10;

    private const double InstanceGigabytes = 2;

    /// <summary>Assumed: a request to Table Storage inside its region.</summary>
    private const double StorageLatencySeconds = 0.005;

    /// <summary>Accounts that an instance charges side by side.</summary>
    private const double AccountsAtOnce = 8;

    /// <summary>Assumed: spans are sampled and logs are warnings; a message leaves two hundred bytes.</summary>
    private const double LoggedBytesPerMessage = 200;

    private const double Million = 1e6;

    private double Messages => Million / EventsPerMessage;

    private double Executions => Million / EventsPerRequest + Messages / MessagesPerExecution;

    /// <summary>An instance is busy with computing or with waiting for storage, whichever takes longer.</summary>
    public double InstanceSeconds =>
        Million * Math.Max(ProcessorSeconds, Transactions * StorageLatencySeconds / AccountsAtOnce);

    public double Bus => Messages * OperationsPerMessage * CostPrices.BusOperation;

    public double Storage => Million * Transactions * CostPrices.StorageTransaction;

    /// <summary>A month of keeping what the events left.</summary>
    public double Kept => Million * StoredBytes * CostPrices.StoredByte;

    public double Compute =>
        InstanceSeconds * InstanceGigabytes * CostPrices.GigabyteSecond + Executions * CostPrices.Execution;

    public double Logs => Messages * LoggedBytesPerMessage * CostPrices.LoggedByte;

    public double Total => Bus + Storage + Kept + Compute + Logs;
}
