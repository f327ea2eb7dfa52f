using Billing.Notices;
using Microsoft.Extensions.Logging;

namespace Billing.Invoices;

/// <summary>Works off what is to be documented: drafts, numbers, tells; many accounts' documents at once.</summary>
public sealed partial class InvoiceWork(
    InvoiceTaskTable tasks, DocumentDrafts drafts, DocumentDesk desk, TimeProvider clock, ILogger<InvoiceWork> log)
{
    /// <summary>A receipt, then what took it back; or as many months.</summary>
    private const int MaxRounds = 30;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>Documents what a ledger tells. The task stands first: what fails after it, the timer ends.</summary>
    public async Task Take(Notice notice, CancellationToken stop)
    {
        if (InvoiceNews.TaskOf(notice) is not { } task) return;

        await tasks.Add(task, stop);
        await Do([task], stop);
    }

    /// <summary>A task that fails waits for the timer and keeps no other waiting.</summary>
    public async Task Do(IReadOnlyCollection<InvoiceTask> all, CancellationToken stop)
    {
        IReadOnlyCollection<InvoiceTask> open = all;
        for (var round = 1; round <= MaxRounds && open.Count > 0; round++) open = await Round(open, stop);
        var now = clock.GetUtcNow();
        foreach (var task in open) await Try(task, () => tasks.Postpone(task, task with { Due = now }, stop), stop);
    }

    /// <returns>The tasks that may have more to document.</returns>
    private async Task<IReadOnlyCollection<InvoiceTask>> Round(
        IReadOnlyCollection<InvoiceTask> open, CancellationToken stop)
    {
        var (more, found) = (new List<InvoiceTask>(), new List<StoredDocument>());
        foreach (var task in open)
        {
            await Try(task, async () =>
            {
                var drafted = await drafts.Of(task, stop);
                if (drafted.IsDone) await End(task, drafted.AgainAt, stop);
                else more.Add(task);
                found.AddRange(drafted.Open);
            }, stop);
        }
        return await IsIssued(found, more, stop) ? more : [];
    }

    /// <summary>What cannot be issued now waits; alone, so that it keeps no other waiting.</summary>
    private async Task<bool> IsIssued(
        List<StoredDocument> found, List<InvoiceTask> of, CancellationToken stop)
    {
        try
        {
            await desk.Issue([.. found.DistinctBy(it => (it.Document.Account, it.Document.Id))], stop);
            return true;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            if (of.Count == 1) await Fail(of[0], fault, stop);
            else foreach (var task in of) await Do([task], stop);
            return false;
        }
    }

    private Task End(InvoiceTask task, DateTimeOffset? againAt, CancellationToken stop) => againAt is { } again
        ? tasks.Postpone(task, task with { Due = again, Tries = 0 }, stop)
        : tasks.Remove(task, stop);

    private async Task Try(InvoiceTask task, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            await Fail(task, fault, stop);
        }
    }

    private async Task Fail(InvoiceTask task, Exception fault, CancellationToken stop)
    {
        Postponed(fault, task.Kind, task.Account.Value, task.Tries + 1);
        var pause = FirstPause * Math.Pow(2, Math.Min(task.Tries, 10));
        if (pause > LongestPause) pause = LongestPause;
        try
        {
            await tasks.Postpone(task, Later(task, clock.GetUtcNow() + pause), stop);
        }
        catch (Exception again) when (!stop.IsCancellationRequested)
        {
            Postponed(again, task.Kind, task.Account.Value, task.Tries + 1);
        }
    }

    private static InvoiceTask Later(InvoiceTask task, DateTimeOffset due) =>
        task with { Due = due, Tries = task.Tries + 1 };

    [LoggerMessage(8001, LogLevel.Error, "What {Kind} of account {Account} tells is not documented yet, try {Tries}")]
    private partial void Postponed(Exception fault, string kind, string account, int tries);
}
