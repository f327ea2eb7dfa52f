using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Functions.Tests.Support;

/// <summary>What was done to a ledger's rows, and the rows that an audit may rightly name for it.</summary>
public sealed record Corruption(string What, IReadOnlyList<string> Places)
{
    private static readonly Func<Random, MemoryLedger, Corruption>[] Kinds =
        [ChangeValue, RemoveColumn, AddColumn, RemoveRow, SwapRows, BreakChain, RestoreHead, CopyRow, MoveRow, Rename];

    /// <summary>The same seed does the same damage.</summary>
    public static Corruption Inject(int seed, MemoryLedger rows) =>
        Kinds[seed % Kinds.Length](new Random(seed), rows);

    private static Corruption ChangeValue(Random random, MemoryLedger rows)
    {
        var row = Any(random, rows);
        var name = AnyColumn(random, row);
        row[name] = row[name] switch
        {
            byte[] bytes => Flipped(random, bytes),
            string { Length: > 0 } text => Other(random, text),
            string => "x",
            long number => number + (random.Next(2) == 0 ? 1 : -1),
            int number => number ^ 1 << random.Next(5),
            var other => throw new NotSupportedException($"{other}"),
        };
        return new($"another {name} in {row.RowKey}", [row.RowKey]);
    }

    private static Corruption RemoveColumn(Random random, MemoryLedger rows)
    {
        var row = Any(random, rows);
        var name = AnyColumn(random, row);
        row.Remove(name);
        return new($"no {name} in {row.RowKey}", [row.RowKey]);
    }

    private static Corruption AddColumn(Random random, MemoryLedger rows)
    {
        var row = Any(random, rows);
        row["Note"] = random.Next(4) switch { 0 => "x", 1 => 1L, 2 => true, _ => (object)1.5 };
        return new($"a note in {row.RowKey}", [row.RowKey]);
    }

    /// <summary>Not an outbox row: one that is gone was delivered.</summary>
    private static Corruption RemoveRow(Random random, MemoryLedger rows)
    {
        var key = Pick(random, rows.Rows.Select(row => row.RowKey).Where(key => key[0] != LedgerKeys.OutboxRow));
        Assert.True(rows.Remove(key));
        return new($"no {key}", [key]);
    }

    private static Corruption SwapRows(Random random, MemoryLedger rows)
    {
        var kind = Pick(random, "STCR".ToCharArray());
        var two = rows.Rows.Select(row => row.RowKey).Where(key => key[0] == kind).OrderBy(_ => random.Next()).Take(2)
            .ToList();
        var (one, other) = (rows[two[0]], rows[two[1]]);
        (rows[two[0]], rows[two[1]]) = (Keyed(other, two[0]), Keyed(one, two[1]));
        return new($"{two[0]} for {two[1]}", two);
    }

    private static Corruption BreakChain(Random random, MemoryLedger rows)
    {
        var key = Pick(
            random, rows.Rows.Select(row => row.RowKey).Where(
                key => key[0] is LedgerKeys.CommitRow or LedgerKeys.HeadRow));
        var name = key[0] == LedgerKeys.HeadRow || random.Next(2) == 0 ? "Chain" : "Previous";
        rows[key][name] = Flipped(random, (byte[])rows[key][name]);
        return new($"another {name} in {key}", [key]);
    }

    /// <summary>The head of an earlier commit again: what was committed since cannot be explained.</summary>
    private static Corruption RestoreHead(Random random, MemoryLedger rows)
    {
        var back = random.Next(1, rows.Heads.Count - 1);
        var old = rows.Heads[^(back + 1)];
        rows[old.RowKey] = Keyed(old, old.RowKey);
        var last = (long)old["CommitNo"];
        return new(
            $"the head of commit {last}", [
                old.RowKey, .. rows.Rows.Where(row => row.TryGetValue("CommitNo", out var no) && (long)no > last)
                    .Select(row => row.RowKey)]);
    }

    private static Corruption CopyRow(Random random, MemoryLedger rows)
    {
        var row = Pick(random, rows.Rows.Where(row => row.RowKey[0] != LedgerKeys.HeadRow));
        var copy = Keyed(row, Near(random, row.RowKey));
        rows[copy.RowKey] = copy;
        return new($"{row.RowKey} again as {copy.RowKey}", [copy.RowKey]);
    }

    private static Corruption MoveRow(Random random, MemoryLedger rows)
    {
        var row = Pick(random, rows.Rows.Where(row => row.RowKey[0] is 'R' or 'S' or 'T' or 'X'));
        var moved = Keyed(row, Near(random, row.RowKey));
        Assert.True(rows.Remove(row.RowKey));
        rows[moved.RowKey] = moved;
        return new($"{row.RowKey} moved to {moved.RowKey}", [row.RowKey, moved.RowKey]);
    }

    /// <summary>A row of another account.</summary>
    private static Corruption Rename(Random random, MemoryLedger rows)
    {
        var row = Pick(random, rows.Rows.Where(row => row.RowKey[0] != LedgerKeys.HeadRow));
        var foreign = Keyed(row, row.RowKey + "x");
        rows[foreign.RowKey] = foreign;
        return new($"{foreign.RowKey} of another account", [foreign.RowKey]);
    }

    /// <summary>Another key of the same kind that no row has.</summary>
    private static string Near(Random random, string key)
    {
        var parts = key.Split('|');
        parts[^2] = parts[^2][..^1] + (char)(parts[^2][^1] == '9' ? '8' : parts[^2][^1] + 1);
        if (parts.Length == 4 && parts[1].StartsWith("2026", StringComparison.Ordinal) && random.Next(2) == 0)
            parts[1] = "20270101";
        return string.Join('|', parts) is var near
            && parts[0] is "C" or "O" ? $"{parts[0]}|9{parts[1][1..]}|{parts[2]}" : near;
    }

    private static TableEntity Any(Random random, MemoryLedger rows)
    {
        var kind = Pick(random, rows.Rows.Select(row => row.RowKey[0]).Distinct());
        return Pick(random, rows.Rows.Where(row => row.RowKey[0] == kind));
    }

    private static string AnyColumn(Random random, TableEntity row) =>
        Pick(random, row.Keys.Where(name => name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")));

    private static byte[] Flipped(Random random, byte[] bytes)
    {
        var flipped = bytes.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static string Other(Random random, string text)
    {
        var at = random.Next(text.Length);
        return text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..];
    }

    private static TableEntity Keyed(TableEntity row, string key)
    {
        var copy = new TableEntity(row.PartitionKey, key);
        foreach (var (name, value) in row) if (name is not ("PartitionKey" or "RowKey")) copy[name] = value;
        return copy;
    }

    private static T Pick<T>(Random random, IEnumerable<T> from)
    {
        var all = from.ToList();
        return all[random.Next(all.Count)];
    }
}
