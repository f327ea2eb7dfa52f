namespace Billing.Functions.Tests.Support;

/// <summary>Reads an aligned table as a person reviews it: cells between bars, named by the first line.</summary>
public static class TextTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => Row(header, Cells(line)))];
    }

    private static Dictionary<string, string> Row(string[] header, string[] cells)
    {
        Assert.Equal(header.Length, cells.Length);
        return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static string[] Cells(string line) => [.. line.Split('|').Select(cell => cell.Trim())];
}
