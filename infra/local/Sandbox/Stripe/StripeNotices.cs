using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>
/// Sends events until the merchant answers 2xx, ten times at most, each time with a new time and signature, and goes
/// on after a restart.
/// </summary>
internal sealed class StripeNotices(StripeBook book, StripeMerchant merchant, TimeProvider clock) : IDisposable
{
    private const int MaxSends = 10;
    private const int TimeoutSeconds = 20;
    private const int WrongFactor = 100;

    private static readonly string[] Amounts = ["amount_total", "amount", "amount_received"];

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };

    /// <summary>One round of all that is due.</summary>
    public async Task SendDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = book.All<StripeEvent>().Where(known => !known.IsEnded && known.Next <= now).ToArray();
        await Task.WhenAll(InOrder(due).Select(known => Send(known, stop)));
    }

    /// <summary>The first round of the notices of a press, one after the other.</summary>
    public async Task SendFirst(StripePress press, CancellationToken stop)
    {
        foreach (var known in InOrder(press.Events)) await Send(known, stop);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<StripeEvent> InOrder(IEnumerable<StripeEvent> due) =>
        due.OrderBy(known => known.Plan.Reorder ? -known.Number : known.Number);

    private async Task Send(StripeEvent known, CancellationToken stop)
    {
        if (book.Do(() => Claim(known.Id)) is not { } claimed) return;

        var body = Encoding.UTF8.GetBytes(Body(claimed).ToJsonString());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, claimed.Plan.Copies).Select(_ => Call(claimed, body, stop)));
        var isTaken = answers.Any(answer => answer.StartsWith('2'));
        var summary = string.Join(' ', answers);
        book.Keep(claimed with
        {
            LastAnswer = summary,
            IsDelivered = isTaken,
            IsEnded = isTaken || claimed.Sent >= MaxSends,
        });
        book.Note($"notice {claimed.Sent} of {claimed.Type} {claimed.Id}: {summary}");
    }

    /// <summary>Nobody else sends the same event until its next round.</summary>
    private StripeEvent? Claim(string id)
    {
        var known = book.Find<StripeEvent>(id)!;
        if (known.IsEnded || (known.Sent > 0 && known.Next > clock.GetUtcNow())) return null;

        var wait = Math.Max(book.NoticeInterval.TotalMilliseconds, 0);
        var claimed = known with { Sent = known.Sent + 1, Next = clock.GetUtcNow() + TimeSpan.FromMilliseconds(wait) };
        book.Keep(claimed);
        return claimed;
    }

    private static JsonObject Body(StripeEvent known)
    {
        var body = known.Body.DeepClone().AsObject();
        if (known.Sent > 1) return body;

        var about = body["data"]!["object"]!.AsObject();
        if (known.Plan.WrongCurrency) about["currency"] = "usd";
        if (!known.Plan.WrongAmount) return body;
        foreach (var name in Amounts)
            if (about[name] is { } amount) about[name] = amount.GetValue<long>() * WrongFactor;
        return body;
    }

    private async Task<string> Call(StripeEvent known, byte[] body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, merchant.NoticeUrl);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var header = StripeStamp.Header(merchant.Secrets, book.Now, body);
        var isSpoilt = known.Plan.CorruptSignature && known.Sent == 1;
        request.Headers.Add("Stripe-Signature", isSpoilt ? StripeStamp.Spoil(header) : header);
        try
        {
            using var answer = await _http.SendAsync(request, stop);
            return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return failure.GetType().Name;
        }
    }
}
