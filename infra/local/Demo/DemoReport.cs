using System.Globalization;

namespace Billing.LocalHost.Demo;

/// <summary>One figure of the closing table: what the backend says and what the demo computed for itself.</summary>
public sealed record Figure(string Name, string Reported, string Expected)
{
    public bool Agrees => Reported == Expected;
}

/// <summary>The closing table; the demo succeeds only if every figure agrees.</summary>
public sealed class DemoReport
{
    private readonly List<Figure> _figures = [];
    private readonly List<string> _notes = [];

    public bool Agrees => _figures.Count > 0 && _figures.All(figure => figure.Agrees);

    public void Add(string name, decimal reported, decimal expected) =>
        _figures.Add(new(name, Text(reported), Text(expected)));

    public void Add(string name, string reported, string expected) => _figures.Add(new(name, reported, expected));

    /// <summary>A line below the table that is told, not compared.</summary>
    public void Note(string line) => _notes.Add(line);

    public void Print(TextWriter output)
    {
        var name = _figures.Max(f => f.Name.Length);
        var reported = Math.Max(_figures.Max(f => f.Reported.Length), "backend".Length);
        var expected = Math.Max(_figures.Max(f => f.Expected.Length), "recomputed".Length);
        output.WriteLine();
        output.WriteLine($"  {"".PadRight(name)}  {"backend".PadLeft(reported)}  {"recomputed".PadLeft(expected)}");
        foreach (var f in _figures)
            output.WriteLine(
                $"  {f.Name.PadRight(name)}  {f.Reported.PadLeft(reported)}  {f.Expected.PadLeft(expected)}  "
                + (f.Agrees ? "ok" : "DIFFERS"));
        foreach (var note in _notes) output.WriteLine($"  {note}");
    }

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
