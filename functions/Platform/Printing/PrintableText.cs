using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Billing.Platform.Printing;

/// <summary>
/// What of a text can be printed: letters and their marks composed, invisible characters left out, and a visible
/// stand-in for whatever the font does not hold. Any text can be printed; none makes a document fail.
/// </summary>
public static class PrintableText
{
    /// <summary>A text beyond this is cut, and ends with an ellipsis.</summary>
    public const int MaxLength = 4000;

    /// <summary>Stands for each character that the font lacks.</summary>
    public const int StandIn = '\u25A1';

    public static string Of(string text, PrintFont font)
    {
        if (text.Length > MaxLength) text = text[..(MaxLength - 1)] + '\u2026';
        var clean = new StringBuilder(text.Length);
        var last = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = Visible(rune);
            if (next == 0) continue;
            if (last != 0 && UnicodeFunctions.Default.TryCompose((uint)last, (uint)next, out var composed)
                && font.Covers((int)composed))
            {
                last = (int)composed;
                continue;
            }

            Append(clean, last, font);
            last = next;
        }

        Append(clean, last, font);
        return clean.ToString();
    }

    private static void Append(StringBuilder clean, int codePoint, PrintFont font)
    {
        if (codePoint == 0) return;
        clean.Append(char.ConvertFromUtf32(font.Covers(codePoint) ? codePoint : StandIn));
    }

    /// <summary>The character, a space for what only moves the pen, or 0 for what nobody would see.</summary>
    private static int Visible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => ' ',
        UnicodeCategory.SpaceSeparator when rune.Value is not ('\u00A0' or '\u3000') => ' ',
        UnicodeCategory.Format => 0,
        UnicodeCategory.NonSpacingMark when rune.Value is >= 0xFE00 and <= 0xFE0F => 0,
        _ => rune.Value,
    };
}
