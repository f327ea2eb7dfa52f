using System.Collections.Immutable;

namespace Billing.Platform.Printing;

/// <summary>
/// A document on A4 pages, written from top to bottom: texts and tables go on to the next page, which begins with the
/// table's header again.
/// </summary>
public sealed class Paper
{
    public const float Width = 595.28f;
    public const float Height = 841.89f;
    public const float Margin = 48;
    public const float ContentWidth = Width - 2 * Margin;

    /// <summary>A document that would be longer is a fault of the program: whoever asks bounds its rows.</summary>
    public const int MaxPages = 200;

    private const float FooterHeight = 24;
    private const float Bottom = Height - Margin - FooterHeight;

    private readonly List<PaperPage> _pages = [new()];
    private float _y = Margin;

    public IReadOnlyList<PaperPage> Pages => _pages;

    /// <summary>A column over the whole width.</summary>
    public static ImmutableArray<PaperColumn> Whole => [new(ContentWidth)];

    /// <summary>Columns that share the width by weight.</summary>
    public static ImmutableArray<PaperColumn> Columns(params ReadOnlySpan<(float Weight, Align Align)> shares)
    {
        var sum = 0f;
        foreach (var share in shares) sum += share.Weight;
        var columns = ImmutableArray.CreateBuilder<PaperColumn>(shares.Length);
        foreach (var share in shares) columns.Add(new(ContentWidth * share.Weight / sum, share.Align));
        return columns.DrainToImmutable();
    }

    public void Text(string text, TextStyle style) => Add(Whole, new PaperRow([[new(text, style)]]));

    public void Space(float points) => _y += points;

    public void Rule()
    {
        _pages[^1].AddRule(Margin, _y, ContentWidth);
        _y += 1;
    }

    public void Add(ImmutableArray<PaperColumn> columns, PaperRow row) => Place(PlacedRow.Of(columns, row), null);

    /// <summary>Rows below a header that each further page repeats.</summary>
    public void Table(ImmutableArray<PaperColumn> columns, PaperRow header, IEnumerable<PaperRow> rows)
    {
        var head = PlacedRow.Of(columns, header);
        Need(head.Height + 3 * TextStyle.Body.LineHeight);
        Draw(head);
        foreach (var row in rows) Place(PlacedRow.Of(columns, row), head);
    }

    /// <summary>Rows that no page break parts, as far as one page can hold them.</summary>
    public void Together(ImmutableArray<PaperColumn> columns, params IReadOnlyList<PaperRow> rows)
    {
        var placed = rows.Select(row => PlacedRow.Of(columns, row)).ToList();
        Need(placed.Sum(row => row.Height));
        foreach (var row in placed) Place(row, null);
    }

    /// <summary>Begins a page where less than this is left of the present one.</summary>
    public void Need(float height)
    {
        if (_y + Math.Min(height, Bottom - Margin) > Bottom) Turn();
    }

    /// <summary>The foot of each page: what the document is, and which page of how many.</summary>
    public void Number(string title, Func<int, int, string> pageOf)
    {
        var style = TextStyle.Small;
        foreach (var (index, page) in _pages.Index())
        {
            var number = PrintedLine.Of(PrintableText.Of(pageOf(index + 1, _pages.Count), style.Font), style);
            var name = PrintedLine.Wrap(new(title, style), ContentWidth - number.Width - 12).First();
            page.AddRule(Margin, Bottom + 8, ContentWidth);
            page.Add(name, Margin, Bottom + 11);
            page.Add(number, Width - Margin - number.Width, Bottom + 11);
        }
    }

    private void Place(PlacedRow row, PlacedRow? head)
    {
        var fresh = Bottom - Margin - (head?.Height ?? 0);
        if (_y + row.Height > Bottom && (row.Height <= fresh || Bottom - _y < fresh / 4)) TurnWith(head);
        while (_y + row.Height > Bottom)
        {
            (var upper, row) = row.Split(Bottom - _y);
            Draw(upper);
            TurnWith(head);
        }

        Draw(row);
    }

    private void TurnWith(PlacedRow? head)
    {
        Turn();
        if (head is not null) Draw(head);
    }

    private void Turn()
    {
        Invariant.Holds(_pages.Count < MaxPages, $"a printed document has at most {MaxPages} pages");
        _pages.Add(new());
        _y = Margin;
    }

    private void Draw(PlacedRow row)
    {
        var page = _pages[^1];
        var width = row.Columns.Sum(column => column.Width);
        if (row.IsShaded) page.AddGround(Margin, _y, width, row.Height);
        var left = Margin;
        foreach (var (column, lines) in row.Columns.Zip(row.Cells))
        {
            var top = _y + PlacedRow.PadY;
            foreach (var line in lines)
            {
                page.Add(line, column.Align == Align.Right
                    ? left + column.Width - PlacedRow.PadX - line.Width
                    : left + PlacedRow.PadX, top);
                top += line.Style.LineHeight;
            }

            left += column.Width;
        }

        _y += row.Height;
        if (row.IsRuled) page.AddRule(Margin, _y, width);
    }
}
