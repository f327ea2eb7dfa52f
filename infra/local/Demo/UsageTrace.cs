using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.LocalHost.Demo;

/// <summary>One inference request of a usage file: when it ran, how many tokens went in and came out.</summary>
public sealed record TraceRow(DateTimeOffset Time, long ContextTokens, long GeneratedTokens);

/// <summary>
/// One metered fact made of a trace row; its id follows from the row's content, so a repeated run sends the same ids.
/// </summary>
public sealed record TraceEvent(string Id, DateTimeOffset Time, string Meter, long Tokens);

/// <summary>Reads a usage file (TIMESTAMP,ContextTokens,GeneratedTokens) and turns it into usage events.</summary>
public static class UsageTrace
{
    public const string InputMeter = "input-tokens";
    public const string OutputMeter = "output-tokens";
    public const int MaxRows = 200_000;

    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens";

    /// <exception cref="FormatException">A line has another form; the message names the line and the rule.</exception>
    public static IReadOnlyList<TraceRow> Read(TextReader file)
    {
        if (file.ReadLine()?.Trim() != Header) throw new FormatException($"The first line must be {Header}.");

        var rows = new List<TraceRow>();
        for (var number = 2; file.ReadLine() is { } line; number++)
        {
            if (line.Trim().Length == 0) continue;
            if (rows.Count == MaxRows) throw new FormatException($"A usage file has at most {MaxRows} rows.");
            rows.Add(Row(line.Trim(), number));
        }

        return rows.Count > 0 ? rows : throw new FormatException("The usage file has no rows.");
    }

    /// <summary>Two events a row, moved in time so that the last row is at <paramref name="last"/>.</summary>
    public static IReadOnlyList<TraceEvent> Events(IReadOnlyList<TraceRow> rows, DateTimeOffset last)
    {
        var shift = last - rows.Max(row => row.Time);
        var seen = new Dictionary<TraceRow, int>();
        var events = new List<TraceEvent>(rows.Count * 2);
        foreach (var row in rows)
        {
            var occurrence = seen[row] = seen.GetValueOrDefault(row) + 1;
            events.Add(Event(row, occurrence, InputMeter, row.ContextTokens, shift));
            events.Add(Event(row, occurrence, OutputMeter, row.GeneratedTokens, shift));
        }

        return events;
    }

    private static TraceEvent Event(TraceRow row, int occurrence, string meter, long tokens, TimeSpan shift)
    {
        var content = string.Create(CultureInfo.InvariantCulture,
            $"{row.Time:O}|{row.ContextTokens}|{row.GeneratedTokens}|{meter}|{occurrence}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
        return new(id, row.Time + shift, meter, tokens);
    }

    private static TraceRow Row(string line, int number)
    {
        var cells = line.Split(',');
        if (cells.Length == 3
            && DateTimeOffset.TryParse(
                cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && long.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var context)
            && long.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var generated))
            return new(time.ToUniversalTime(), context, generated);

        throw new FormatException(
            $"Line {number}: expected a UTC time and two whole token counts, got '{Shown(line)}'.");
    }

    private static string Shown(string line) => line.Length > 80 ? line[..80] + "…" : line;
}
