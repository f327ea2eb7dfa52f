using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Billing.LocalHost.Messaging;

/// <summary>
/// Decides which deliveries meet a fault. The decision is a function of the seed, the message and the delivery, so a
/// run with the same message ids meets the same faults in whatever order its threads run.
/// </summary>
internal sealed class FaultPlan(FaultRates rates, int maxDeliveryCount)
{
    private const int LongestDelaySeconds = 3;

    // Faults alone must not drive a message into the dead-letter queue.
    private readonly int _lastFaultyDelivery = maxDeliveryCount / 2;

    public bool Duplicates(Envelope message, int delivery) =>
        delivery == 1 && !message.IsCopy && Hits("duplicate", rates.DuplicateDelivery, message, delivery);

    public bool LosesLock(Envelope message, int delivery) =>
        delivery <= _lastFaultyDelivery && Hits("lock", rates.LockLoss, message, delivery);

    public bool FallsBehind(Envelope message, int delivery) => Hits("reorder", rates.Reorder, message, delivery);

    /// <summary>How long to hold the message back; zero for most.</summary>
    public TimeSpan Delay(Envelope message, int delivery)
    {
        if (message.UnseenDequeues > 0 || !Hits("delay", rates.Delay, message, delivery)) return TimeSpan.Zero;

        var share = Share("length of delay", message, delivery);
        return TimeSpan.FromSeconds(1 + Math.Floor(share * LongestDelaySeconds));
    }

    private bool Hits(string fault, double rate, Envelope message, int delivery) =>
        rate > 0 && Share(fault, message, delivery) < rate;

    private double Share(string fault, Envelope message, int delivery)
    {
        var id = message.MessageId ?? $"#{message.Sequence}";
        var text = $"{rates.Seed}|{fault}|{id}|{message.IsCopy}|{delivery}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
    }
}
