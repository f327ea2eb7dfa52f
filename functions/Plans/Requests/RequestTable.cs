using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>Which requests are wanted; null for all.</summary>
public sealed record RequestFilter(PlanRequestStatus? Status, string? Owner, AccountId? Account);

/// <summary>
/// The requests of all accounts, newest first, in one partition: people write them and few a day. Every change adds a
/// row that says who did what, in the same transaction, and none of those ever changes.
/// </summary>
public sealed class RequestTable(TableClient rows)
{
    public const string Name = "planrequests";

    private const string Requests = "request|";
    private const string RequestsEnd = "request}";
    private const int MaxAttempts = 8;

    public RequestTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>A request that is there already stays as it is: sales may have been at it.</summary>
    public async Task Add(PlanRequest request, CancellationToken stop)
    {
        try
        {
            await rows.AddEntityAsync(RequestRow.Write(Key(request.Id), request), stop);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The same request was listed before.
        }
    }

    public async Task<PlanRequest?> Find(PlanRequestId id, CancellationToken stop) =>
        await Row(Key(id), stop) is { } row ? RequestRow.Read(row) : null;

    /// <summary>All that was done about a request, the latest first.</summary>
    public async Task<IReadOnlyList<RequestAct>> Acts(PlanRequestId id, CancellationToken stop)
    {
        var acts = new List<RequestAct>();
        var filter = Filter(ActKey(id, ""), $"act|{id}}}");
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, null, null, stop))
            acts.Add(RequestRow.ReadAct(row));
        return [.. acts.OrderByDescending(act => act.At).ThenByDescending(act => act.Id, StringComparer.Ordinal)];
    }

    /// <param name="after">Only requests older than this one.</param>
    public async Task<IReadOnlyList<PlanRequest>> List(
        RequestFilter wanted, PlanRequestId? after, int maxRows, CancellationToken stop)
    {
        var filter = Filter(after is { } last ? Key(last) : Requests, RequestsEnd);
        if (wanted.Status is { } status)
            filter += " and " + TableClient.CreateQueryFilter($"status eq {EnumText.Format(status)}");
        if (wanted.Owner is { } owner) filter += " and " + TableClient.CreateQueryFilter($"owner eq {owner}");
        if (wanted.Account is { } account)
            filter += " and " + TableClient.CreateQueryFilter($"account eq {account.Value}");
        var found = new List<PlanRequest>();
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, maxRows, null, stop))
        {
            found.Add(RequestRow.Read(row));
            if (found.Count == maxRows) break;
        }
        return found;
    }

    /// <summary>Null when there is no such request; an act that stands already changes nothing more.</summary>
    public Task<Outcome<PlanRequest, RequestRefusal>?> Apply(
        PlanRequestId id, RequestAct act, CancellationToken stop) =>
        Change(id, act, request => request.Apply(act), stop);

    /// <summary>A plan was offered that came of this request; null when there is no such request.</summary>
    /// <param name="by">Who offered it.</param>
    public Task<Outcome<PlanRequest, RequestRefusal>?> MarkOffered(
        PlanRequestId id, PlanId plan, string by, DateTimeOffset at, CancellationToken stop)
    {
        var act = new RequestAct(plan.Value, at, by) { Plan = plan };
        return Change(id, act, request => request.Offer(plan, act), stop);
    }

    /// <summary>
    /// Whom to call, and what was written or noted, goes; what was wanted, and what came of it, stays. Again is the
    /// same.
    /// </summary>
    /// <returns>How many requests named somebody.</returns>
    /// <exception cref="BusyException">Others kept changing one.</exception>
    public async Task<int> Erase(AccountId account, CancellationToken stop)
    {
        var erased = 0;
        var filter = Filter(Requests, RequestsEnd)
            + " and " + TableClient.CreateQueryFilter($"account eq {account.Value}");
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, null, ["id"], stop))
        {
            var id = PlanRequestId.Parse(row.GetString("id"));
            foreach (var act in await Acts(id, stop))
                if (act.Note is not (null or ErasedText.Word))
                    await rows.UpdateEntityAsync(
                        RequestRow.WriteAct(ActKey(id, act.Id), act with { Note = ErasedText.Word }), ETag.All,
                        TableUpdateMode.Replace, stop);
            if (await EraseWish(id, stop)) erased++;
        }
        return erased;
    }

    private async Task<bool> EraseWish(PlanRequestId id, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await Row(Key(id), stop) is not { } row) return false;
            var request = RequestRow.Read(row);
            if (request.Wish.IsErased) return false;
            try
            {
                var erased = RequestRow.Write(Key(id), request with { Wish = request.Wish.Erase() });
                await rows.UpdateEntityAsync(erased, row.ETag, TableUpdateMode.Replace, stop);
                return true;
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
                // Sales was faster: what it wrote stands, and is read again.
            }
        }
        throw new BusyException($"The request {id} kept changing.");
    }

    /// <exception cref="BusyException">Others kept changing it.</exception>
    private async Task<Outcome<PlanRequest, RequestRefusal>?> Change(
        PlanRequestId id,
        RequestAct act,
        Func<PlanRequest, Outcome<PlanRequest, RequestRefusal>> decide,
        CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var isDone = await Row(ActKey(id, act.Id), stop) is not null;
            if (await Row(Key(id), stop) is not { } row) return null;
            if (isDone) return RequestRow.Read(row);
            if (!decide(RequestRow.Read(row)).IsAccepted(out var changed, out var refusal)) return refusal;
            if (await Save(changed, row.ETag, act, stop)) return changed;
        }
        throw new BusyException($"The request {id} kept changing.");
    }

    /// <summary>False when somebody else was faster, or this very act had been written.</summary>
    private async Task<bool> Save(PlanRequest changed, ETag version, RequestAct act, CancellationToken stop)
    {
        try
        {
            await rows.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, RequestRow.Write(Key(changed.Id), changed), version),
                    new(TableTransactionActionType.Add, RequestRow.WriteAct(ActKey(changed.Id, act.Id), act)),
                ],
                stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<TableEntity?> Row(string key, CancellationToken stop)
    {
        var row = await rows.GetEntityIfExistsAsync<TableEntity>(RequestRow.Partition, key, null, stop);
        return row.HasValue ? row.Value : null;
    }

    private static string Filter(string after, string until) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {RequestRow.Partition} and RowKey gt {after} and RowKey lt {until}");

    private static string Key(PlanRequestId id) => Requests + NewestFirst.Invert(id.Value);

    private static string ActKey(PlanRequestId id, string act) => $"act|{id}|{act}";
}
