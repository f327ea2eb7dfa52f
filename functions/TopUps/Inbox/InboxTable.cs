using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Platform;

namespace Billing.TopUps.Inbox;

/// <summary>A notice as it was kept: its own words, and what became of it.</summary>
/// <param name="Id">The gateway's.</param>
/// <param name="Detail">Why, in a word; null when there is nothing to say.</param>
/// <param name="Body">As it was received, byte for byte.</param>
public sealed record StoredNotice(
    NoticeKey Key,
    string Id,
    string Type,
    DateTimeOffset ReceivedAt,
    NoticeOutcome Outcome,
    string? Detail,
    TopUpId? TopUp,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it waits for something: then a timer tries again.</summary>
    public bool IsOpen => Outcome is NoticeOutcome.Received or NoticeOutcome.Unmatched;

    /// <summary>Its words are gone; no notice comes without any.</summary>
    public bool IsForgotten => Body.IsEmpty;
}

/// <summary>
/// Every notice whose signature was good, once, a partition a day; those that wait are listed apart, by a row that
/// stands before the notice does.
/// </summary>
public sealed class InboxTable(TableClient rows)
{
    public const string Name = "paymentinbox";
    public const int MaxBodyBytes = 256 * 1024;

    public const string OpenPartition = "open";

    /// <summary>Nobody reads these again; the others wait for something, or for a person.</summary>
    private static readonly NoticeOutcome[] Ended =
        [NoticeOutcome.Applied, NoticeOutcome.Repeated, NoticeOutcome.Parked, NoticeOutcome.Ignored];

    /// <summary>The store gives no more at once.</summary>
    private const int MaxPage = 1_000;
    private const string KeyDay = "yyyyMMdd";
    private const int ChunkBytes = 60 * 1024;

    public InboxTable(TableServiceClient tables)
        : this(tables.GetTableClient(Name))
    {
    }

    /// <summary>Keeps a notice; the one that is kept already when it came before.</summary>
    public async Task<StoredNotice> Keep(StoredNotice notice, CancellationToken stop)
    {
        await rows.UpsertEntityAsync(
            new TableEntity(OpenPartition, $"{notice.Key}") { ["receivedAt"] = notice.ReceivedAt },
            TableUpdateMode.Replace,
            stop);
        try
        {
            await rows.AddEntityAsync(Write(notice), stop);
            return notice;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            var kept = await Find(notice.Key, stop);
            Invariant.Holds(kept is not null, "a notice is never removed");
            if (!kept.IsOpen) await Leave(notice.Key, stop);
            return kept;
        }
    }

    /// <summary>Says what became of it; the last word counts.</summary>
    public async Task Close(StoredNotice notice, CancellationToken stop)
    {
        await rows.UpdateEntityAsync(Write(notice), ETag.All, TableUpdateMode.Replace, stop);
        if (!notice.IsOpen) await Leave(notice.Key, stop);
    }

    /// <summary>Nobody waits for it any more.</summary>
    public Task Leave(NoticeKey key, CancellationToken stop) =>
        rows.DeleteEntityAsync(OpenPartition, $"{key}", ETag.All, stop);

    public async Task<StoredNotice?> Find(NoticeKey key, CancellationToken stop)
    {
        var found = await rows.GetEntityIfExistsAsync<TableEntity>(Partition(key.Day), $"{key}", null, stop);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>Those that wait, the newest first.</summary>
    public async Task<IReadOnlyList<NoticeKey>> Open(int max, CancellationToken stop)
    {
        var keys = new List<NoticeKey>();
        await foreach (var row in rows.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {OpenPartition}"), MaxPage, ["RowKey"], stop))
        {
            if (NoticeKey.TryParse(row.RowKey, out var key)) keys.Add(key);
            if (keys.Count == max) break;
        }
        return keys;
    }

    /// <summary>The notices of a day after a key, the newest first.</summary>
    /// <param name="outcome">Null for any.</param>
    public async Task<IReadOnlyList<StoredNotice>> Of(
        DateOnly day, NoticeKey? after, NoticeOutcome? outcome, int max, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(day)}");
        if (after is { } key) filter += " and " + TableClient.CreateQueryFilter($"RowKey gt {key.ToString()}");
        if (outcome is { } wanted)
            filter += " and " + TableClient.CreateQueryFilter($"outcome eq {EnumText.Format(wanted)}");
        var found = new List<StoredNotice>();
        await foreach (var row in rows.QueryAsync<TableEntity>(filter, max, null, stop))
        {
            found.Add(Read(row));
            if (found.Count == max) break;
        }
        return found;
    }

    /// <summary>
    /// Forgets the words of notices from before then that came to an end; that they came, and what became of them,
    /// stays for ever.
    /// </summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop)
    {
        var ended = Ended.Select(it => TableClient.CreateQueryFilter($"outcome eq {EnumText.Format(it)}"));
        var filter = TableClient.CreateQueryFilter($"receivedAt lt {before}") + $" and ({string.Join(" or ", ended)})";
        return OldRows.Forget(rows, filter, from, async (row, token) =>
        {
            if (Read(row) is not { IsForgotten: false } notice) return false;
            var bare = Write(notice with { Body = ReadOnlyMemory<byte>.Empty });
            await rows.UpdateEntityAsync(bare, row.ETag, TableUpdateMode.Replace, token);
            return true;
        }, stop);
    }

    private static string Partition(DateOnly day) => day.ToString(KeyDay, CultureInfo.InvariantCulture);

    private static TableEntity Write(StoredNotice notice)
    {
        var row = new TableEntity(Partition(notice.Key.Day), $"{notice.Key}")
        {
            ["id"] = notice.Id,
            ["type"] = notice.Type,
            ["receivedAt"] = notice.ReceivedAt,
            ["outcome"] = EnumText.Format(notice.Outcome),
            ["detail"] = notice.Detail,
            ["topUp"] = notice.TopUp?.Value,
        };
        for (var at = 0; at < notice.Body.Length; at += ChunkBytes)
            row[Chunk(at)] = notice.Body[at..Math.Min(at + ChunkBytes, notice.Body.Length)].ToArray();
        return row;
    }

    private static StoredNotice Read(TableEntity row)
    {
        Invariant.Holds(NoticeKey.TryParse(row.RowKey, out var key), "a notice has its own key");
        Invariant.Holds(
            EnumText.TryParse<NoticeOutcome>(row.GetString("outcome"), out var outcome), "a stored outcome is known");
        var body = new List<byte>();
        for (var at = 0; row.GetBinary(Chunk(at)) is { } chunk; at += ChunkBytes) body.AddRange(chunk);
        return new(
            key, row.GetString("id"), row.GetString("type"), row.GetDateTimeOffset("receivedAt")!.Value, outcome,
            row.GetString("detail"), TopUpId.TryParse(row.GetString("topUp"), out var topUp) ? topUp : null,
            body.ToArray());
    }

    private static string Chunk(int at) =>
        string.Create(CultureInfo.InvariantCulture, $"body{at / ChunkBytes}");
}
