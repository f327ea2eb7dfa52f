using Billing.Overview;
using Microsoft.Extensions.Time.Testing;

namespace Billing.Functions.Tests.Overview;

public sealed class PartialAnswersTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _told = [];

    [Fact]
    public async Task A_part_that_fails_or_takes_too_long_is_left_out_and_named()
    {
        var parts = new PartialAnswers(_clock, (part, failure) => _told.Add($"{part} {failure.GetType().Name}"));

        var slow = parts.Read<string>("slow", _ => new TaskCompletionSource<string?>().Task, default);
        var broken = parts.Read<string>("broken", _ => throw new InvalidOperationException("broken"), default);
        var whole = parts.Read("whole", _ => Task.FromResult<string?>("here"), default);
        _clock.Advance(PartialAnswers.Patience);

        Assert.Equal([null, null, "here"], [await slow, await broken, await whole]);
        Assert.Equal(["broken", "slow"], parts.Missing);
        Assert.Equal(["broken InvalidOperationException", "slow TaskCanceledException"], _told.Order());
    }

    [Fact]
    public async Task A_caller_who_went_away_gets_no_answer()
    {
        var parts = new PartialAnswers(_clock, (_, _) => { });
        using var gone = new CancellationTokenSource();
        var slow = parts.Read<string>("slow", _ => new TaskCompletionSource<string?>().Task, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }
}
