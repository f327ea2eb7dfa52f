using System.Text;

namespace Billing.Platform.Printing;

/// <summary>
/// Where a line may end: after a space, between Japanese characters as far as their punctuation allows, and inside a
/// word only where the word alone is wider than the line.
/// </summary>
public static class LineBreaks
{
    private const string NotFirst =
        "、。，．・：；？！）］｝〉》」』】〕’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ…‥％゜゛,.:;?!)]}%\u00A0";

    private const string NotLast = "（［｛〈《「『【〔‘“￥＄([{$¥\u00A0";

    /// <param name="text">As <see cref="PrintableText"/> makes it.</param>
    /// <param name="width">Of a text, in points.</param>
    public static IReadOnlyList<string> Wrap(string text, float maxWidth, Func<string, float> width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (width((line + piece).TrimEnd(' ')) <= maxWidth)
            {
                line += piece;
                continue;
            }

            if (line.Length > 0) lines.Add(line.TrimEnd(' '));
            line = piece;
            while (width(line.TrimEnd(' ')) > maxWidth && Cut(line, maxWidth, width) is var cut && cut < line.Length)
            {
                lines.Add(line[..cut]);
                line = line[cut..];
            }
        }

        lines.Add(line.TrimEnd(' '));
        return lines;
    }

    /// <summary>The runs of a text that stay together, each with the spaces that follow it.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? last = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (last is { } before && MayBreak(before, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune.ToString());
            last = rune;
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (after.Value == ' ') return false;
        if (before.Value == ' ') return true;
        return (IsJapanese(before) || IsJapanese(after))
            && !NotFirst.Contains(after.ToString(), StringComparison.Ordinal)
            && !NotLast.Contains(before.ToString(), StringComparison.Ordinal);
    }

    private static bool IsJapanese(Rune rune) => rune.Value
        is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF)
        or (>= 0x20000 and <= 0x3FFFF) or PrintableText.StandIn;

    /// <summary>How many characters of a word fit, at least one.</summary>
    private static int Cut(string word, float maxWidth, Func<string, float> width)
    {
        var (fits, tooMany) = (0, word.Length);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (width(word[..Whole(word, middle)]) <= maxWidth) fits = middle;
            else tooMany = middle;
        }

        return Math.Max(Whole(word, fits), char.IsSurrogate(word[0]) ? 2 : 1);
    }

    /// <summary>The same place, or the one before it where it would cut a character in two.</summary>
    private static int Whole(string word, int at) =>
        at < word.Length && char.IsLowSurrogate(word[at]) ? at - 1 : at;
}
