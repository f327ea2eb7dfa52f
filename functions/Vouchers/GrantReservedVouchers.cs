using Billing.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Vouchers;

/// <summary>
/// Finishes redemptions that were counted but whose request died before the credit stood in the ledger.
/// </summary>
public sealed partial class GrantReservedVouchers(
    VoucherTable vouchers, VoucherGrants grants, TimeProvider clock, ILogger<GrantReservedVouchers> log)
{
    private const int MaxRowsPerBucket = 100;
    private const int MaxBucketsAtOnce = 8;

    /// <summary>A younger one is in the hands of its own request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Function(nameof(GrantReservedVouchers))]
    public Task Run([TimerTrigger("%GrantVouchersSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var countedBefore = clock.GetUtcNow() - Patience;
        return AtOnce.ForEach(VoucherTable.Buckets, MaxBucketsAtOnce, FinishAll, stop);

        async Task FinishAll(string bucket, CancellationToken token)
        {
            foreach (var open in await vouchers.FindOpen(bucket, countedBefore, MaxRowsPerBucket, token))
                await Finish(open, token);
        }
    }

    /// <summary>One that cannot be finished now must not hold up the others; the next run tries again.</summary>
    private async Task Finish(OpenRedemption open, CancellationToken stop)
    {
        try
        {
            await grants.Complete(open, stop);
            Finished(open.Redemption.Id);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Postponed(fault, open.Redemption.Id);
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "The redemption {Redemption} was granted by the timer")]
    private partial void Finished(RedemptionId redemption);

    [LoggerMessage(4002, LogLevel.Error, "The redemption {Redemption} could not be granted yet")]
    private partial void Postponed(Exception fault, RedemptionId redemption);
}
