using Azure.Data.Tables;

namespace Billing.Ledger;

/// <summary>
/// Some consecutive commits of an audit and the rows that they wrote, fetched together: what is numbered within their
/// span can only be theirs, so each day is one range instead of a read for each row.
/// </summary>
internal sealed class AuditBatch(AccountId account, AuditRows source)
{
    private const int ReadsAtOnce = 8;
    private const int MaxCommits = 200;
    private const int MaxRows = 400;
    private const long MaxLines = 20_000;

    private readonly List<TableEntity> _commits = [];
    private readonly Dictionary<string, TableEntity?> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string First, string Last)> _ranges = new(StringComparer.Ordinal);
    private readonly List<string> _single = [];
    private long _lines;

    public IReadOnlyList<TableEntity> Commits => _commits;

    public bool IsFull => _commits.Count >= MaxCommits || _rows.Count >= MaxRows || _lines >= MaxLines;

    /// <summary>What the commit says it wrote is believed only as far as to fetch it.</summary>
    public void Add(TableEntity commit)
    {
        _commits.Add(commit);
        if (TryRead(commit) is not { } content) return;

        _lines += content.Counts.Lines;
        foreach (var row in content.Rows)
            if (row.Change == RowChange.Added) Want($"{row.Key}|{account}");
    }

    public async Task Fetch(CancellationToken stop)
    {
        foreach (var keys in _single.Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(keys.Select(key => source.Find(key, stop)));
            foreach (var (key, row) in keys.Zip(found)) _rows[key] = row;
        }
        foreach (var (first, last) in _ranges.Values)
            await foreach (var row in source.Read(new(first, last + ' '), null, stop))
                if (_rows.ContainsKey(row.RowKey)) _rows[row.RowKey] = row;
        foreach (var key in _rows.Values.Select(OriginalOf).OfType<string>().Distinct().ToList())
            if (!_rows.ContainsKey(key)) _rows[key] = await source.Find(key, stop);
    }

    public TableEntity? Find(string key) => _rows.GetValueOrDefault(key);

    public void Clear()
    {
        _commits.Clear();
        _rows.Clear();
        _ranges.Clear();
        _single.Clear();
        _lines = 0;
    }

    private void Want(string key)
    {
        if (!_rows.TryAdd(key, null)) return;
        if (RangeOf(key) is not { } name)
        {
            _single.Add(key);
            return;
        }
        var (first, last) = _ranges.GetValueOrDefault(name, (key, key));
        _ranges[name] = (Earlier(key, first) ? key : first, Earlier(last, key) ? key : last);
    }

    /// <summary>Rows that are numbered: by their kind, and their day if they have one.</summary>
    private static string? RangeOf(string key) => key[0] switch
    {
        LedgerKeys.SegmentRow or LedgerKeys.MovementRow => key[..Math.Min(key.Length, 10)],
        LedgerKeys.OutboxRow => key[..1],
        _ => null,
    };

    /// <summary>The segment that a reversal is about, which an earlier commit wrote.</summary>
    private string? OriginalOf(TableEntity? row)
    {
        try
        {
            return row is null ? null : ReversalAudit.OriginalKey(account, row);
        }
        catch (Exception fault) when (AuditRules.IsFinding(fault))
        {
            return null;
        }
    }

    private CommitContent? TryRead(TableEntity commit)
    {
        try
        {
            return CommitRow.Read(account, commit);
        }
        catch (Exception fault) when (AuditRules.IsFinding(fault))
        {
            return null;
        }
    }

    private static bool Earlier(string one, string other) => string.CompareOrdinal(one, other) < 0;
}
