using System.Globalization;
using System.Text.Json;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>
/// Sends notices until the merchant answers 00 or 02, ten times at most, and goes on after a restart.
/// </summary>
internal sealed class VnPayNotices(VnPayBook book, VnPayMerchant merchant, TimeProvider clock) : IDisposable
{
    private const int MaxSends = 10;
    private const int TimeoutSeconds = 30;
    private const int WrongBy = 1_000 * 100;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };

    /// <summary>Sends what is due until the host stops.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var payment in book.Payments.Where(payment => payment.IsDue(clock.GetUtcNow())).ToArray())
                    if (!IsHeld(payment)) await Send(payment.TxnRef, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            book.Note("stopped");
        }
    }

    /// <summary>One round of the notices of a payment.</summary>
    public async Task Send(string txnRef, CancellationToken stop)
    {
        var claimed = book.Change(txnRef, payment => payment is { NoticesEnded: false, Outcome: not null }
            ? payment with
            {
                NoticesSent = payment.NoticesSent + 1,
                NextNotice = clock.GetUtcNow() + book.NoticeInterval,
            }
            : null);
        if (claimed is null) return;

        var query = Query(claimed);
        var answers = await Task.WhenAll(Enumerable.Range(0, claimed.Notice.Copies).Select(_ => Call(query, stop)));
        var isTaken = answers.Any(answer => answer is "00" or "02");
        var summary = string.Join(' ', answers);
        book.Change(txnRef, payment => payment! with
        {
            LastAnswer = summary,
            NoticesEnded = isTaken || payment.NoticesSent >= MaxSends,
        });
        book.Note($"notice {claimed.NoticesSent} of {txnRef}: {summary}");
    }

    public void Dispose() => _http.Dispose();

    private bool IsHeld(VnPayPayment payment) =>
        payment.Notice.Reorder
        && !book.Payments.Any(other => other.NoticesSent > 0 && string.CompareOrdinal(
            other.Outcome?.TransactionNo, payment.Outcome!.TransactionNo) > 0);

    private string Query(VnPayPayment payment)
    {
        var fields = payment.ResultFields(merchant.Terminal);
        var isFirst = payment.NoticesSent == 1;
        if (isFirst && payment.Notice.WrongAmount)
        {
            var wrong = long.Parse(payment.Amount, CultureInfo.InvariantCulture) + WrongBy;
            fields["vnp_Amount"] = wrong.ToString(CultureInfo.InvariantCulture);
        }

        var query = VnPayChecksum.Signed(merchant.Secret, fields);
        return isFirst && payment.Notice.CorruptSignature ? query[..^1] + (query[^1] == '0' ? '1' : '0') : query;
    }

    private async Task<string> Call(string query, CancellationToken stop)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"{merchant.NoticeUrl}?{query}"), stop);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
            return body.RootElement.GetProperty("RspCode").GetString() ?? "none";
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or KeyNotFoundException
            || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return failure.GetType().Name;
        }
    }
}
