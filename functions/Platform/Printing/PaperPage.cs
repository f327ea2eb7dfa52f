namespace Billing.Platform.Printing;

/// <summary>What is on one page, from its upper left corner, in points; drawn when the document is whole.</summary>
public sealed class PaperPage
{
    private readonly List<Mark> _marks = [];

    public IReadOnlyList<Mark> Marks => _marks;

    /// <param name="top">Of the line; its letters stand on a line below.</param>
    public void Add(PrintedLine line, float x, float top) =>
        _marks.Add(new Mark.Letters(line, x, top + line.Style.Size * 1.08f));

    public void AddRule(float x, float y, float width) => _marks.Add(new Mark.Rule(x, y, width));

    public void AddGround(float x, float y, float width, float height) =>
        _marks.Add(new Mark.Ground(x, y, width, height));

    /// <summary>Something drawn.</summary>
    public abstract record Mark
    {
        private Mark()
        {
        }

        public sealed record Letters(PrintedLine Line, float X, float Baseline) : Mark;

        public sealed record Rule(float X, float Y, float Width) : Mark;

        public sealed record Ground(float X, float Y, float Width, float Height) : Mark;
    }
}
