using Billing.Ledger;

namespace Billing.Plans.Requests;

/// <summary>What became of a request.</summary>
/// <param name="Wait">How long the account must wait before it may ask; null when the request is kept.</param>
public sealed record SentRequest(PlanRequest Request, TimeSpan? Wait = null);

/// <summary>
/// Takes a request in one commit of its account's ledger, together with the fact that tells sales; the count of the
/// last day is read there too, so that no race exceeds it. The list of all requests follows from the fact.
/// </summary>
public sealed class RequestDesk(
    LedgerDesk desk,
    LedgerTable ledger,
    RequestTimeTable times,
    RequestTable requests,
    RequestRules rules,
    TimeProvider clock)
{
    /// <summary>The same id is the same request, however often it is sent.</summary>
    private const string ById = "plan-request";

    public async Task<SentRequest> Send(
        PlanRequestId id, AccountId account, RequestWish wish, CancellationToken stop)
    {
        var sent = await desk.Decide(account, (_, again) => Decide(id, account, wish, again), stop);
        if (sent.Wait is null) await requests.Add(sent.Request, stop);
        return sent;
    }

    /// <summary>The rows are read after the head, so whoever else is counted meanwhile makes the commit fail.</summary>
    private async Task<Decision<SentRequest>> Decide(
        PlanRequestId id, AccountId account, RequestWish wish, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await ledger.FindOnce(account, ById, id.Value, stop) is { } earlier)
            return new(new(new(id, account, wish, RequestTimeTable.Time(earlier.Answer))));

        var request = new PlanRequest(id, account, wish, now);
        if (await WaitOf(account, now, stop) is { } wait) return new(new(request, wait));

        return new(new(request), new LedgerEntry(now)
        {
            Outbox = [RequestFact.Of(request)],
            Once = [new(ById, id.Value, "", RequestTimeTable.Key(now)), RequestTimeTable.Row(request)],
        });
    }

    private async Task<TimeSpan?> WaitOf(AccountId account, DateTimeOffset now, CancellationToken stop)
    {
        var sent = await times.After(account, now - RequestRules.Window, stop);
        return sent.Count < rules.MaxPerDay ? null : sent[^rules.MaxPerDay] + RequestRules.Window - now;
    }
}
