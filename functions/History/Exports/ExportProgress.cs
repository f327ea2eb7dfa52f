using Billing.Platform;

namespace Billing.History.Exports;

/// <summary>
/// Notes how far an export is, at most once a second. It is a courtesy: where it cannot be noted, the export goes on.
/// </summary>
public sealed class ExportProgress(ExportTable exports, Export begun, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    private Export _export = begun;

    /// <summary>False if an export of that name is running.</summary>
    public async Task<bool> Begin(CancellationToken stop)
    {
        try
        {
            return await exports.Begin(_export, stop);
        }
        catch (Exception failure) when (IsOutage(failure, stop))
        {
            return true;
        }
    }

    public Task Reach(long rows, long bytes, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return now - _export.UpdatedAt < Pace
            ? Task.CompletedTask
            : Save(_export.Reach(rows, bytes, now), stop);
    }

    /// <summary>Said also when the caller has gone.</summary>
    public async Task End(ExportState state, long rows, long bytes)
    {
        using var soon = new CancellationTokenSource(LastWord);
        var now = clock.GetUtcNow();
        await Save(_export.Reach(rows, bytes, now).End(state, now), soon.Token);
    }

    private async Task Save(Export export, CancellationToken stop)
    {
        _export = export;
        try
        {
            await exports.Save(export, stop);
        }
        catch (Exception failure) when (export.EndedAt is not null || IsOutage(failure, stop))
        {
        }
    }

    private static bool IsOutage(Exception failure, CancellationToken stop) =>
        !stop.IsCancellationRequested && Outage.RetryAfterSeconds(failure) is not null;
}
