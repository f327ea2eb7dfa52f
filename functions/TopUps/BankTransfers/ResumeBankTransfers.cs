using Microsoft.Azure.Functions.Worker;

namespace Billing.TopUps.BankTransfers;

/// <summary>Counts transfers on their top-ups that a crash left in between, should nobody record them again.</summary>
public sealed class ResumeBankTransfers(TransferDesk desk, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Function(nameof(ResumeBankTransfers))]
    public Task Run([TimerTrigger("%ResumeTransfersSchedule%")] TimerInfo timer, CancellationToken stop) =>
        desk.Resume(clock.GetUtcNow() - Patience, stop);
}
