using Microsoft.Azure.Functions.Worker;

namespace Billing.Invoices;

/// <summary>Ends documents that were interrupted, and documents the usage of months that are over.</summary>
public sealed class IssueInvoices(InvoiceTaskTable tasks, InvoiceWork work, TimeProvider clock)
{
    /// <summary>What is left then is due for the next run.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(3);

    [Function(nameof(IssueInvoices))]
    public Task Run([TimerTrigger("%IssueInvoicesSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return Task.WhenAll(InvoiceTaskTable.Buckets.Select(bucket => Issue(bucket, now, stop)));
    }

    /// <summary>As many tasks at once as one transaction of numbers can serve.</summary>
    private async Task Issue(string bucket, DateTimeOffset now, CancellationToken stop)
    {
        var some = new List<InvoiceTask>();
        await foreach (var task in tasks.Due(bucket, now, stop))
        {
            some.Add(task);
            if (some.Count < SeriesTable.MaxAtOnce) continue;
            await work.Do(some, stop);
            some = [];
            if (clock.GetUtcNow() - now >= MaxRun) return;
        }
        await work.Do(some, stop);
    }
}
