using Billing.Platform.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Platform.Limits;

public sealed class RateBucketsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_burst_is_allowed_at_once_and_the_next_after_one_interval()
    {
        var buckets = Buckets(burst: 3);

        Assert.Equal([2, 1, 0], Enumerable.Range(0, 3).Select(_ => buckets.Take("a")).Select(it => it.Left));
        Assert.Equal(new RateAnswer(false, 0, Second, 3 * Second), buckets.Take("a"));
        _clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), buckets.Take("a").Wait);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(buckets.Take("a").IsAllowed);
        Assert.False(buckets.Take("a").IsAllowed);
    }

    [Fact]
    public void Asking_too_often_does_not_make_the_wait_longer()
    {
        var buckets = Buckets(burst: 1);
        buckets.Take("a");
        for (var i = 0; i < 100; i++) buckets.Take("a");

        Assert.Equal(Second, buckets.Take("a").Wait);
    }

    [Fact]
    public void However_long_somebody_was_quiet_the_burst_is_the_most()
    {
        var buckets = Buckets(burst: 2);
        buckets.Take("a");
        _clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => buckets.Take("a").IsAllowed));
    }

    [Fact]
    public void Nobody_uses_up_what_is_anothers()
    {
        var buckets = Buckets(burst: 1);
        buckets.Take("a");

        Assert.False(buckets.Take("a").IsAllowed);
        Assert.True(buckets.Take("b").IsAllowed);
    }

    [Fact]
    public void A_clock_of_the_wall_that_is_set_back_changes_nothing()
    {
        var buckets = new RateBuckets(new(1, Second), 100, new ClockSetBack(_clock));
        buckets.Take("a");
        _clock.Advance(Second);

        Assert.True(buckets.Take("a").IsAllowed);
    }

    [Fact]
    public void A_flood_of_made_up_callers_does_not_grow_memory_and_frees_nobody_who_is_held_back()
    {
        var buckets = Buckets(burst: 10, maxPartitions: 1_000);
        for (var i = 0; i < 10; i++) buckets.Take("held back");
        var most = 0;
        for (var i = 0; i < 100_000; i++)
        {
            buckets.Take($"made up {i}");
            most = Math.Max(most, buckets.Partitions);
        }

        Assert.Equal(1_000, most);
        Assert.False(buckets.Take("held back").IsAllowed);
        Assert.True(buckets.Take("newcomer").IsAllowed);
    }

    [Fact]
    public void Whoever_may_send_everything_again_is_forgotten_first()
    {
        var buckets = Buckets(burst: 10, maxPartitions: 100);
        for (var i = 0; i < 100; i++) buckets.Take($"earlier {i}");
        _clock.Advance(Second);
        buckets.Take("now");

        Assert.Equal(1, buckets.Partitions);
    }

    [Fact]
    public async Task Many_at_once_get_exactly_the_burst()
    {
        var buckets = Buckets(burst: 1_000);
        var allowed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 500).Count(_ => buckets.Take("a").IsAllowed))));

        Assert.Equal(1_000, allowed.Sum());
    }

    private RateBuckets Buckets(int burst, int maxPartitions = 100) => new(new(burst, Second), maxPartitions, _clock);

    /// <summary>The wall says that it is long ago; what has passed is told by the other clock.</summary>
    private sealed class ClockSetBack(TimeProvider inner) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

        public override long GetTimestamp() => inner.GetTimestamp();
    }
}
