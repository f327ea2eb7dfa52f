using System.Collections.Immutable;

namespace Billing.Platform.Printing;

/// <summary>The side of its column that a text stands at.</summary>
public enum Align
{
    Left = 1,
    Right = 2,
}

/// <summary>A column of a grid.</summary>
/// <param name="Width">In points.</param>
public readonly record struct PaperColumn(float Width, Align Align = Align.Left);

/// <summary>One row: a cell of each column, each of one or more texts below each other.</summary>
/// <param name="IsShaded">On a light ground.</param>
/// <param name="IsRuled">With a thin line below.</param>
public sealed record PaperRow(
    ImmutableArray<ImmutableArray<StyledText>> Cells, bool IsShaded = false, bool IsRuled = false)
{
    /// <summary>All cells in one style.</summary>
    public static PaperRow Of(TextStyle style, params ReadOnlySpan<string> texts)
    {
        var cells = ImmutableArray.CreateBuilder<ImmutableArray<StyledText>>(texts.Length);
        foreach (var text in texts) cells.Add([new(text, style)]);
        return new(cells.DrainToImmutable());
    }
}

/// <summary>A row with its lines made: as high as its highest cell.</summary>
public sealed record PlacedRow(
    ImmutableArray<PaperColumn> Columns,
    ImmutableArray<ImmutableArray<PrintedLine>> Cells,
    bool IsShaded,
    bool IsRuled)
{
    /// <summary>Between a cell's edge and its text, in points.</summary>
    public const float PadX = 4;

    public const float PadY = 2.5f;

    public float Height => 2 * PadY + Cells.Max(cell => cell.Sum(line => line.Style.LineHeight));

    public static PlacedRow Of(ImmutableArray<PaperColumn> columns, PaperRow row)
    {
        Invariant.Holds(columns.Length == row.Cells.Length, "a row has a cell of each column");
        return new(
            columns,
            [.. columns.Zip(row.Cells, (column, texts) => texts
                .SelectMany(text => PrintedLine.Wrap(text, column.Width - 2 * PadX)).ToImmutableArray())],
            row.IsShaded,
            row.IsRuled);
    }

    /// <summary>The lines that fit into a height, and the rest.</summary>
    public (PlacedRow Upper, PlacedRow Lower) Split(float height)
    {
        var fitting = Cells.Select(cell => Fitting(cell, height - 2 * PadY)).ToList();
        return (
            this with { Cells = [.. Cells.Zip(fitting, (cell, count) => cell[..count])], IsRuled = false },
            this with { Cells = [.. Cells.Zip(fitting, (cell, count) => cell[count..])] });
    }

    private static int Fitting(ImmutableArray<PrintedLine> lines, float height)
    {
        var (count, sum) = (0, 0f);
        while (count < lines.Length && sum + lines[count].Style.LineHeight <= height)
            sum += lines[count++].Style.LineHeight;
        return count;
    }
}
