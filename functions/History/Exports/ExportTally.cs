namespace Billing.History.Exports;

/// <summary>Counts the rows of an export and tells of them every now and then.</summary>
public sealed class ExportTally(Func<long, long, CancellationToken, Task> reach)
{
    private const int RowsPerWord = 500;

    public long Rows { get; private set; }

    public Task Add(long bytes, CancellationToken stop) =>
        ++Rows % RowsPerWord == 0 ? reach(Rows, bytes, stop) : Task.CompletedTask;
}
