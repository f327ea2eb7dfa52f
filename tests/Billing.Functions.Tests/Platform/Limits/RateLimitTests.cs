using Billing.Platform.Limits;

namespace Billing.Functions.Tests.Platform.Limits;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("50 per second, burst 500", 500, 0.02, 10)]
    [InlineData("1 per second, burst 1", 1, 1, 1)]
    [InlineData("60 per minute, burst 5", 5, 1, 5)]
    [InlineData("2 per hour, burst 4", 4, 1800, 7200)]
    [InlineData("1000000 per second, burst 1000000", 1_000_000, 0.000001, 1)]
    public void A_limit_is_a_rate_and_a_burst(string text, int burst, double intervalSeconds, double refillSeconds)
    {
        Assert.True(RateLimit.TryParse(text, out var limit));

        Assert.Equal(burst, limit.Burst);
        Assert.Equal(TimeSpan.FromSeconds(intervalSeconds), limit.Interval);
        Assert.Equal(TimeSpan.FromSeconds(refillSeconds), limit.Refill);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("50")]
    [InlineData("50 per second")]
    [InlineData("0 per second, burst 5")]
    [InlineData("5 per second, burst 0")]
    [InlineData("-5 per second, burst 5")]
    [InlineData("5 per day, burst 5")]
    [InlineData("5 per second, burst 5 ")]
    [InlineData("5 per second, burst 5\n")]
    [InlineData("1000001 per second, burst 5")]
    [InlineData("5 per second, burst 9999999")]
    [InlineData("٥ per second, burst 5")]
    public void Anything_else_is_none(string? text) => Assert.False(RateLimit.TryParse(text, out _));
}
