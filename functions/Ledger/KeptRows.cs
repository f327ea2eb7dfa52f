using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>The rows that keep an effect from happening twice.</summary>
internal static class OnceRow
{
    private const string CommitNo = "CommitNo";
    private const string Kind = "Kind";
    private const string Key = "Key";
    private const string RequestHash = "RequestHash";
    private const string Answer = "Answer";

    public static List<string> Columns { get; } = [Kind, Key, RequestHash, Answer];

    public static TableEntity Write(AccountId account, OnceKey once, long commitNo) =>
        new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Once(account, once.Kind, once.Key))
        {
            [CommitNo] = commitNo,
            [Kind] = once.Kind,
            [Key] = once.Key,
            [RequestHash] = once.RequestHash,
            [Answer] = once.Answer,
        }.Sealed();

    public static OnceKey Read(TableEntity row) =>
        new(row.Need<string>(Kind), row.Need<string>(Key), row.Need<string>(RequestHash), row.Need<string>(Answer));
}

/// <summary>The rows of events that could not be rated; removed when they are rated after all.</summary>
internal static class QuarantineRow
{
    private const string CommitNo = "CommitNo";
    private const string Day = "Day";
    private const string Id = "Id";
    private const string Reason = "Reason";
    private const string Detail = "Detail";
    private const string Event = "Event";
    private const string At = "At";

    public static List<string> IdColumns { get; } = [Day, Id];

    public static TableEntity Write(AccountId account, QuarantinedEvent kept, long commitNo) =>
        new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Quarantine(account, kept.Day, kept.Id))
        {
            [CommitNo] = commitNo,
            [Day] = kept.Day,
            [Id] = kept.Id,
            [Reason] = kept.Reason,
            [Detail] = kept.Detail,
            [Event] = kept.Event,
            [At] = kept.At.UtcTicks,
        }.Sealed();

    public static QuarantinedEvent Read(TableEntity row) => new(
        row.Need<string>(Day), row.Need<string>(Id), row.Need<string>(Reason), row.Need<string>(Detail),
        row.Need<string>(Event), row.NeedTime(At));

    public static (string Day, string Id) ReadId(TableEntity row) => (row.Need<string>(Day), row.Need<string>(Id));
}

/// <summary>The rows of facts that others must learn; removed once delivered.</summary>
internal static class OutboxRow
{
    private const string CommitNo = "CommitNo";
    private const string Kind = "Kind";
    private const string Body = "Body";

    public static TableEntity Write(AccountId account, OutboxFact fact, long seq, long commitNo) =>
        new TableEntity(LedgerKeys.Partition(account), LedgerKeys.Outbox(account, seq))
        {
            [CommitNo] = commitNo,
            [Kind] = fact.Kind,
            [Body] = fact.Body,
        }.Sealed();

    public static OutboxFact Read(TableEntity row) => new(row.Need<string>(Kind), row.Need<string>(Body));
}
