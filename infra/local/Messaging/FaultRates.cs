namespace Billing.LocalHost.Messaging;

/// <summary>Shares, from 0 to 1, of the messages that meet a fault on purpose; all are 0 unless set.</summary>
internal sealed record FaultRates
{
    public double DuplicateDelivery { get; init; }

    public double LockLoss { get; init; }

    public double Delay { get; init; }

    public double Reorder { get; init; }

    public int Seed { get; init; } = 1;
}
