using System.Globalization;
using System.Reflection;

namespace Billing.Simulation.Plans;

/// <summary>
/// Reads scenarios: a line <c># title</c>, if need be <c>start TIME zone NAME currency CODE</c>, then a step a line:
/// <c>day 3 12:00 pause</c>, <c>day 4 pause @B ! wrong-state</c>. What follows two dashes is a remark.
/// </summary>
public static class ScenarioText
{
    private const string Folder = ".Plans.Scenarios.";

    private static readonly DateTimeOffset Usual = new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);

    /// <summary>All scenarios of this project, by file.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [.. Files().SelectMany(it => Read(it.Name, it.Text))];

    /// <exception cref="FormatException">Names the file and the line.</exception>
    public static IEnumerable<Scenario> Read(string file, string text)
    {
        Scenario? open = null;
        var steps = new List<ScenarioStep>();
        foreach (var (line, number) in text.Split('\n').Select((line, at) => (Bare(line), at + 1)))
        {
            if (line.Length == 0) continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "#")
            {
                if (open is not null) yield return open with { Steps = [.. steps] };
                open = new($"{file}: {line[2..]}", Usual, "UTC", "USD", []);
                steps.Clear();
            }
            else if (open is null) throw Wrong(file, number, "a scenario begins with '# title'");
            else if (words[0] == "start") open = Begin(open, words, file, number);
            else steps.Add(Step(open.Start, words, file, number));
        }
        if (open is not null) yield return open with { Steps = [.. steps] };
    }

    /// <summary>A time as scenarios write it: <c>day 3</c>, <c>day 3 12:00</c>, <c>at 2026-02-28T09:30Z</c>.</summary>
    /// <returns>The time and how many words it took.</returns>
    public static (DateTimeOffset At, int Words) Time(DateTimeOffset start, ReadOnlySpan<string> words)
    {
        if (words[0] == "at") return (Exactly(words[1]), 2);
        if (words[0] != "day") throw new FormatException($"'{words[0]}' is no time");
        var day = start.AddDays(double.Parse(words[1], CultureInfo.InvariantCulture));
        if (words.Length < 3 || !TimeSpan.TryParseExact(words[2], @"hh\:mm", null, out var time)) return (day, 2);
        return (new DateTimeOffset(day.Date, TimeSpan.Zero) + time, 3);
    }

    private static Scenario Begin(Scenario open, string[] words, string file, int number)
    {
        if (words.Length != 6 || words[2] != "zone" || words[4] != "currency")
            throw Wrong(file, number, "'start TIME zone NAME currency CODE'");
        return open with { Start = Exactly(words[1]), TimeZone = words[3], Currency = words[5] };
    }

    private static ScenarioStep Step(DateTimeOffset start, string[] words, string file, int number)
    {
        try
        {
            var (at, read) = Time(start, words);
            string[] rest = [.. words[(read + 1)..].Where(word => word[0] != '@')];
            var bang = Array.IndexOf(rest, "!");
            var plan = Array.Find(words, word => word[0] == '@')?[1..] ?? "A";
            return new(
                number, at, words[read], plan, bang < 0 ? rest : rest[..bang], bang < 0 ? null : rest[bang + 1]);
        }
        catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException)
        {
            throw Wrong(file, number, wrong.Message);
        }
    }

    private static IEnumerable<(string Name, string Text)> Files()
    {
        var own = Assembly.GetExecutingAssembly();
        foreach (var name in own.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.Contains(Folder, StringComparison.Ordinal)) continue;
            using var text = new StreamReader(own.GetManifestResourceStream(name)!);
            yield return (name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], text.ReadToEnd());
        }
    }

    private static string Bare(string line) =>
        (line.IndexOf("--", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line).Trim();

    private static DateTimeOffset Exactly(string text) => DateTimeOffset.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static FormatException Wrong(string file, int line, string why) => new($"{file} line {line}: {why}");
}
