using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;

namespace Billing.Simulation.Upgrade;

/// <summary>
/// What one build left behind: the rows of all tables, when it stopped, and how it answered every question then.
/// </summary>
public sealed class GoldenFile
{
    private readonly List<string> _rows = [];

    private GoldenFile(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line);
            if (json.TryGetProperty("q", out var question)) Answers.Add(question.GetString()!, json.GetProperty("a"));
            else if (json.TryGetProperty("now", out var now)) Now = now.GetDateTimeOffset();
            else _rows.Add(line);
        }
    }

    public IReadOnlyList<string> Rows => _rows;

    public DateTimeOffset Now { get; }

    public Dictionary<string, JsonElement> Answers { get; } = new(StringComparer.Ordinal);

    public static GoldenFile Read(string name) => new(File.ReadLines(Path(name)));

    /// <summary>The app of the present build on the rows of that one, at the moment when it stopped.</summary>
    public async Task<App> Open()
    {
        var app = await NewApp(Now);
        await GoldenRows.Load(app.Storage, _rows);
        return app;
    }

    public static Task<App> NewApp(DateTimeOffset now)
    {
        var clock = new SetClock(now);
        return App.On(new TableStore(clock), clock);
    }

    /// <summary>Writes down what the present build leaves behind, beside this source file.</summary>
    public static async Task Write(string name, App app, IEnumerable<string> accounts)
    {
        var lines = await GoldenRows.Write(app.Storage, app.Tables);
        foreach (var account in accounts)
            foreach (var (question, answer) in await GoldenAnswers.Ask(app, account))
                lines.Add(Line(question, JsonNode.Parse(answer.GetRawText())!));
        var now = app.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        lines.Add(new JsonObject { ["now"] = now }.ToJsonString());
        await File.WriteAllLinesAsync(Path(name), lines);
    }

    /// <summary>How long an audit took is no part of its answer.</summary>
    private static string Line(string question, JsonNode answer)
    {
        if (answer is JsonObject members) members.Remove("elapsedMs");
        return new JsonObject { ["q"] = question, ["a"] = answer }.ToJsonString();
    }

    private static string Path(string name) => App.File($"tests/Billing.Simulation/Upgrade/{name}.jsonl");
}
