namespace Billing.Benchmarks.Peers;

/// <summary>The product's clock, moved by hand, so that every run decides at the same time.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
