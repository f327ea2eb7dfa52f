namespace Billing.Ledger;

/// <summary>Row keys from one key up to, and not including, another, within one account.</summary>
public readonly record struct KeyRange(string From, string Until)
{
    /// <summary>All rows of an account, whatever their keys.</summary>
    public static KeyRange Everything { get; } = new("", "");

    /// <summary>All rows of one kind: '}' is the character after '|'.</summary>
    public static KeyRange All(char kind) => new($"{kind}|", $"{kind}}}");

    /// <summary>The rows of one kind on these days, both included.</summary>
    public static KeyRange Days(char kind, DateOnly first, DateOnly last) =>
        new($"{kind}|{LedgerKeys.Day(first)}|", $"{kind}|{LedgerKeys.Day(last)}}}");

    /// <summary>The rows of one kind on a day with a number above this one.</summary>
    public static KeyRange DayAfter(char kind, DateOnly day, long seq) =>
        new($"{kind}|{LedgerKeys.Day(day)}|{LedgerKeys.Number(seq)}}}", $"{kind}|{LedgerKeys.Day(day)}}}");

    /// <summary>Commits with these numbers, both included.</summary>
    public static KeyRange Commits(long first, long last) =>
        new($"C|{LedgerKeys.Number(first)}|", $"C|{LedgerKeys.Number(last)}}}");

    /// <summary>Exactly one row.</summary>
    public static KeyRange One(string rowKey) => new(rowKey, rowKey + '\u0020');

    public string Filter(AccountId account) => this == Everything
        ? $"PartitionKey eq '{LedgerKeys.Partition(account)}'"
        : $"PartitionKey eq '{LedgerKeys.Partition(account)}' and {Condition}";

    /// <summary>Whether a key lies in the range.</summary>
    public bool Contains(string rowKey) => this == Everything
        || (string.CompareOrdinal(rowKey, From) >= 0 && string.CompareOrdinal(rowKey, Until) < 0);

    public string Condition => $"(RowKey ge '{From}' and RowKey lt '{Until}')";
}
