using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Benchmarks.Report;

/// <summary>All figures of a run, as a table to read and as JSON to keep.</summary>
internal sealed class Results
{
    /// <summary>Printed beside every figure that an emulator takes part in.</summary>
    public const string Azurite = "Azurite acknowledges before disk (saves every 5 s), PostgreSQL syncs every commit";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Figure> _figures = [];
    private readonly JsonArray _rounds = [];

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine($"{figure.Name}: {figure.Value} [{figure.Bar}] {figure.Verdict}");
    }

    public void AddRound(string suite, int round, string peer, double perSecond, double client, double store) =>
        _rounds.Add(new JsonObject
        {
            ["suite"] = suite,
            ["round"] = round,
            ["peer"] = peer,
            ["eventsPerSecond"] = Math.Round(perSecond),
            ["clientMicrosecondsPerEvent"] = Math.Round(client, 3),
            ["storeMicrosecondsPerEvent"] = Math.Round(store, 3),
        });

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine(Machine()).AppendLine();
        text.AppendLine("| figure | bar | measured: median (min–max) | | note |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var it in _figures)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"| {it.Name} | {it.Bar} | {it.Value} | {it.Verdict} | {it.Note} |");
        return text.ToString();
    }

    public string ToJson() => new JsonObject
    {
        ["machine"] = Machine(),
        ["figures"] = new JsonArray([.. _figures.Select(it => new JsonObject
        {
            ["figure"] = it.Name,
            ["bar"] = it.Bar,
            ["measured"] = it.Value,
            ["reached"] = it.IsReached,
            ["note"] = it.Note,
        })]),
        ["rounds"] = _rounds.DeepClone(),
    }.ToJsonString(Indented);

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}");
}
