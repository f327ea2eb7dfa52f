using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Billing.Platform.Sheets;

/// <summary>
/// Makes any text safe for a cell and leaves it readable: what a spreadsheet would take for a formula gets an
/// apostrophe in front, what XML cannot hold becomes U+FFFD.
/// </summary>
public static partial class SheetText
{
    /// <summary>Characters that a cell can hold.</summary>
    public const int MaxLength = 32_767;

    private const char Replacement = '\uFFFD';

    /// <summary>= + - @ and the minus sign, with their wide and small forms.</summary>
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@\u2212＝＋－＠﹦﹢﹣﹫");

    public static string Safe(string text)
    {
        if (IsPlain(text)) return text;

        var clean = Escapes().Replace(WithoutInvalid(text), "_x005F_$1");
        return Cut(BeginsFormula(text) ? $"'{clean}" : clean);
    }

    /// <summary>Most texts: they begin with a letter or digit and hold nothing that needs a second look.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length > MaxLength) return false;
        if (text.Length > 0 && !char.IsAsciiLetterOrDigit(text[0])) return false;
        foreach (var c in text) if (c is < ' ' or '_' or > '\u007e') return false;
        return true;
    }

    /// <summary>
    /// True if the first visible character is = + - @, wide or small forms of them included, or the text begins with a
    /// tab or a line break.
    /// </summary>
    private static bool BeginsFormula(string text)
    {
        if (text.Length == 0) return false;
        if (text[0] is '\t' or '\r' or '\n') return true;

        return FormulaSigns.Contains(text.FirstOrDefault(c => !IsInvisible(c)));
    }

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;

    private static string WithoutInvalid(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var isInvalid = rune.Value is < ' ' and not ('\t' or '\n') or '\uFFFE' or '\uFFFF';
            if (isInvalid) clean.Append(Replacement);
            else clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength) return text;
        var end = char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..end] + '…';
    }

    /// <summary>What readers of the format take for one character, such as _x0041_.</summary>
    [GeneratedRegex("_(x[0-9A-Fa-f]{4}_)", RegexOptions.NonBacktracking)]
    private static partial Regex Escapes();
}
