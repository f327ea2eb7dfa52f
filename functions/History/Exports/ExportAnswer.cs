using System.Globalization;
using Billing.Platform;
using Billing.Platform.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.History.Exports;

/// <summary>
/// An export that begins when it is sent. Its turn is taken and given back here, so that one that is never sent takes
/// none.
/// </summary>
public sealed class ExportAnswer(
    ExportScope scope, ExportId id, HistoryExport history, ExportTable exports, ExportTurns turns, TimeProvider clock)
    : IActionResult
{
    public const string IdHeader = "Export-Id";

    private const int RetryAfterSeconds = 10;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        using var turn = turns.TryTake(scope.Head.Account);
        try
        {
            await (turn is null ? TooMany() : await Begun(http.RequestAborted)).ExecuteResultAsync(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private static IActionResult TooMany() => Problem.TooMany(
        "too_many_exports", "As many exports as can run at once are running; try again.", RetryAfterSeconds);

    private async Task<IActionResult> Begun(CancellationToken stop)
    {
        var progress = new ExportProgress(exports, Export.Begin(scope.Head, id, scope.MadeAt), clock);
        if (!await progress.Begin(stop))
            return Problem.Of(409, "export_running", "An export of this name is running; give another.");

        return new StreamedFile(Workbook.ContentType, FileName(), (output, gone) => Write(output, progress, gone));
    }

    private async Task Write(Stream output, ExportProgress progress, CancellationToken gone)
    {
        using var book = new Workbook(output);
        var tally = new ExportTally(progress.Reach);
        var state = ExportState.Failed;
        try
        {
            await history.Write(scope, book, tally, gone);
            state = ExportState.Done;
        }
        finally
        {
            if (gone.IsCancellationRequested && state != ExportState.Done) state = ExportState.Abandoned;
            await progress.End(state, tally.Rows, book.Bytes);
        }
    }

    private string FileName() => string.Create(
        CultureInfo.InvariantCulture,
        $"credit-history-{scope.Head.Account}-{scope.MadeAt.UtcDateTime:yyyyMMdd-HHmmss}.xlsx");
}
