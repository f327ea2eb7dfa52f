using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Privacy;

/// <summary>
/// Forgets what is older than it may be, for a bounded time of each kind; the next run goes on where this one stopped.
/// </summary>
public sealed partial class ForgetOldRows(
    OldRowKinds kinds, ForgottenTable places, TimeProvider clock, ILogger<ForgetOldRows> log)
{
    private const int MaxPages = 2_000;

    private static readonly TimeSpan MaxTurn = TimeSpan.FromSeconds(30);

    /// <summary>A kind that cannot be read now must not keep the others waiting.</summary>
    [Function(nameof(ForgetOldRows))]
    public async Task Run([TimerTrigger("%ForgetSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        foreach (var kind in kinds.All)
        {
            try
            {
                Forgot(kind.Name, await Forget(kind, stop));
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Postponed(fault, kind.Name);
            }
        }
    }

    private async Task<int> Forget(OldRowKind kind, CancellationToken stop)
    {
        var (began, count) = (clock.GetUtcNow(), 0);
        var place = await places.Find(kind.Name, stop);
        try
        {
            for (var page = 0; page < MaxPages && clock.GetUtcNow() - began < MaxTurn; page++)
            {
                var forgotten = await kind.Forget(began - kind.MaxAge, place, stop);
                (count, place) = (count + forgotten.Count, forgotten.Next);
                if (place is null) break;
            }
        }
        finally
        {
            await places.Save(kind.Name, place, CancellationToken.None);
        }
        return count;
    }

    [LoggerMessage(13002, LogLevel.Information, "Forgot {Count} old rows: {Kind}")]
    private partial void Forgot(string kind, int count);

    [LoggerMessage(13003, LogLevel.Error, "Old rows could not be forgotten: {Kind}; the next run tries again")]
    private partial void Postponed(Exception fault, string kind);
}
