using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Billing.Platform;

/// <summary>One page of a list: how many rows, and after which position.</summary>
/// <param name="Scope">The query without its paging; a cursor is good for the query that made it, no other.</param>
/// <param name="After">The position that the previous page ended at, in the list's own words; null for the first
/// page.</param>
public sealed record Page(int Limit, string Scope, string? After)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    public const int MaxPositionLength = 500;

    private const byte Version = 1;
    private const int SealLength = 8;
    private const int HeadLength = 1 + SealLength;
    private const int MaxCursorLength = (HeadLength + MaxPositionLength) * 4 / 3 + 4;

    /// <summary>The cursor of the page that continues after this position; null in, null out.</summary>
    public string? Next(string? position)
    {
        if (position is null) return null;

        var text = Encoding.UTF8.GetBytes(position);
        Invariant.Holds(text.Length <= MaxPositionLength, "a position fits in a cursor");
        return Base64Url.EncodeToString([Version, .. Seal(Scope, text), .. text]);
    }

    /// <summary>The page of rows of which one more than the limit was read, so that the end is known.</summary>
    public PageOf<T> Cut<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, string> position, Func<TRow, T> show) => new(
        [.. rows.Take(Limit).Select(show)],
        rows.Count > Limit ? Next(position(rows[Limit - 1])) : null);

    /// <summary>Reads the position; null on the first page, false when no list ever ended there.</summary>
    public bool TryAfter<T>(TryParse<T> parse, out T? after)
        where T : struct
    {
        after = null;
        if (After is null) return true;
        if (!parse(After, out var position)) return false;

        after = position;
        return true;
    }

    /// <summary>False when the cursor was not made by this query, by this version, or was changed on the way.</summary>
    public static bool TryResume(string cursor, int limit, string scope, out Page page)
    {
        page = new(limit, scope, After: null);
        if (cursor.Length is 0 or > MaxCursorLength || !Base64Url.IsValid(cursor)) return false;

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= HeadLength || bytes[0] != Version) return false;

        var text = bytes.AsSpan(HeadLength);
        if (!bytes.AsSpan(1, SealLength).SequenceEqual(Seal(scope, text))) return false;

        page = page with { After = Encoding.UTF8.GetString(text) };
        return true;
    }

    private static byte[] Seal(string scope, ReadOnlySpan<byte> position)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(scope));
        hash.AppendData([0]);
        hash.AppendData(position);
        return hash.GetHashAndReset()[..SealLength];
    }
}

/// <summary>The answer of a list: newest first, and the cursor of what follows, or null at the end.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);
