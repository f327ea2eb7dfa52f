using System.Globalization;
using System.Text;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// Sends each notice until it is answered with 2xx, once and 25 times more at most, and goes on after a restart.
/// </summary>
internal sealed class PayPalNotices(PayPalBook book, PayPalMerchant merchant, PayPalCertificates certificates)
    : IDisposable
{
    private const int MaxSends = 26;
    private const int TimeoutSeconds = 30;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HeldAtMost = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };

    /// <summary>Sends what is due until the host stops; a slow listener holds up nothing but itself.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var notice in book.Notices.Where(IsDue).OrderBy(notice => notice.MadeAt).ToArray())
                    _ = Send(notice.Id, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            book.Note("stopped");
        }
    }

    /// <summary>One sending of a notice, in as many copies as were ordered.</summary>
    public async Task Send(string id, CancellationToken stop)
    {
        var claimed = book.Keep(id, notice => notice is { Ended: false }
            ? notice with
            {
                Sent = notice.Sent + 1,
                Due = book.Now + TimeSpan.FromSeconds(TimeoutSeconds) + book.NoticeInterval,
            }
            : null);
        if (claimed is null) return;

        var headers = PayPalSeal.Headers(
            certificates, new(merchant.WebhookId, PayPalCertificates.Right, merchant.Root, book.Now), claimed.Body);
        if (claimed is { Sent: 1, Plan.CorruptSignature: true }) Corrupt(headers);
        var copies = Enumerable.Range(0, claimed.Plan.Copies).Select(_ => Call(claimed.Body, headers, stop));
        var answers = await Task.WhenAll(copies);
        var isTaken = answers.Any(answer => answer.StartsWith('2'));
        var summary = string.Join(' ', answers);
        book.Keep(id, notice => notice! with
        {
            LastAnswer = summary,
            Ended = isTaken || notice.Sent >= MaxSends,
            Due = book.Now + book.NoticeInterval,
        });
        book.Note($"{claimed.Type} {claimed.Id}, sending {claimed.Sent}: {summary}");
    }

    public void Dispose() => _http.Dispose();

    private bool IsDue(PayPalNotice notice) => !notice.Ended && notice.Due <= book.Now && !IsHeld(notice);

    private bool IsHeld(PayPalNotice notice) =>
        notice.Plan.Reorder
        && book.Now < notice.MadeAt + HeldAtMost
        && !book.Notices.Any(other =>
            other.OrderId == notice.OrderId && other.Sent > 0 && other.MadeAt > notice.MadeAt);

    private static void Corrupt(Dictionary<string, string> headers)
    {
        var signature = headers["PAYPAL-TRANSMISSION-SIG"];
        headers["PAYPAL-TRANSMISSION-SIG"] = (signature[0] == 'A' ? 'B' : 'A') + signature[1..];
    }

    private async Task<string> Call(string body, Dictionary<string, string> headers, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, merchant.NoticeUrl)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await _http.SendAsync(request, stop);
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return failure.GetType().Name;
        }
    }
}
