namespace Billing.Platform.Printing;

/// <summary>How a text looks.</summary>
/// <param name="Size">In points.</param>
/// <param name="Gray">0 is black.</param>
public readonly record struct TextStyle(float Size, bool Bold = false, byte Gray = 0)
{
    private const float Leading = 1.42f;

    public static TextStyle Body => new(9);

    public static TextStyle Strong => new(9, Bold: true);

    public static TextStyle Small => new(7.5f, Gray: 90);

    public static TextStyle Title => new(18, Bold: true);

    public static TextStyle Heading => new(11, Bold: true);

    public PrintFont Font => Bold ? PrintFont.Bold : PrintFont.Regular;

    /// <summary>From one line to the next, in points.</summary>
    public float LineHeight => Size * Leading;
}

/// <summary>A text in its style; each line break begins a paragraph.</summary>
public readonly record struct StyledText(string Text, TextStyle Style);
