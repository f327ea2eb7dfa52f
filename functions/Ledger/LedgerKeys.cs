using System.Globalization;

namespace Billing.Ledger;

/// <summary>
/// The keys of an account's rows. Each row key ends in the account, so that no two partitions share one.
/// </summary>
public static class LedgerKeys
{
    public const char HeadRow = 'H';
    public const char SegmentRow = 'S';
    public const char MovementRow = 'T';
    public const char CommitRow = 'C';
    public const char OnceRow = 'X';
    public const char QuarantineRow = 'R';
    public const char OutboxRow = 'O';
    public const char PaymentRow = 'P';
    public const char VoucherRow = 'V';
    public const char PlanRow = 'B';

    public const int MaxOnceKeyLength = 120;

    public static string Partition(AccountId account) => $"{account.Bucket}|{account}";

    /// <summary>False if the partition is no account's.</summary>
    public static bool TryAccount(string partition, out AccountId account)
    {
        var name = partition[(partition.IndexOf('|', StringComparison.Ordinal) + 1)..];
        return AccountId.TryParseKept(name, out account) && Partition(account) == partition;
    }

    public static string Head(AccountId account) => $"H|{account}";

    /// <param name="day">UTC day of the events.</param>
    /// <param name="firstSeq">Sequence number of the first line.</param>
    public static string Segment(AccountId account, DateOnly day, long firstSeq) =>
        $"S|{Day(day)}|{Number(firstSeq)}|{account}";

    /// <param name="day">UTC day of the movement.</param>
    public static string Movement(AccountId account, DateOnly day, long seq) =>
        $"T|{Day(day)}|{Number(seq)}|{account}";

    public static string Commit(AccountId account, long commitNo) => $"C|{Number(commitNo)}|{account}";

    /// <exception cref="ArgumentException">Kind or key has another shape than <see cref="OnceKey"/> says.</exception>
    public static string Once(AccountId account, string kind, string key)
    {
        if (!IsSafe(kind) || !IsSafe(key)) throw new ArgumentException($"'{kind}|{key}' is not a once-only key.");
        return $"X|{kind}|{key}|{account}";
    }

    /// <param name="day">yyyyMMdd, or 00000000 for an event without a time.</param>
    public static string Quarantine(AccountId account, string day, string id)
    {
        if (day.Length != 8 || !IsSafe(day) || !IsSafe(id))
            throw new ArgumentException($"'{day}|{id}' names no quarantine row.");
        return $"R|{day}|{id}|{account}";
    }

    public static string Outbox(AccountId account, long seq) => $"O|{Number(seq)}|{account}";

    /// <param name="invertedId">The payment's ULID, inverted so that newer payments sort first.</param>
    public static string Payment(AccountId account, string invertedId) => $"P|{invertedId}|{account}";

    /// <param name="invertedId">The plan's ULID, inverted so that newer plans sort first.</param>
    public static string Plan(AccountId account, string invertedId) => $"B|{invertedId}|{account}";

    /// <summary>yyyyMMdd.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The UTC day of an instant, by which segments and movements are kept.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>False if the text is not yyyyMMdd.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A key as it stands between the quotes of a filter.</summary>
    public static string Quoted(string key) => key.Replace("'", "''", StringComparison.Ordinal);

    public static string Number(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private static bool IsSafe(string text)
    {
        if (text.Length is 0 or > MaxOnceKeyLength) return false;
        foreach (var c in text) if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or ':')) return false;
        return true;
    }
}
