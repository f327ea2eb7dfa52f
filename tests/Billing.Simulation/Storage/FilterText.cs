using System.Globalization;

namespace Billing.Simulation.Storage;

/// <summary>Reads the text of a filter: comparisons of a property with a literal, and, or, not, parentheses.</summary>
public sealed class FilterText
{
    private readonly string _text;
    private readonly List<string> _words;
    private int _next;

    private FilterText(string text)
    {
        _text = text;
        _words = [];
        for (var at = 0; at < text.Length;)
        {
            var length = WordAt(text, at);
            if (text[at] != ' ') _words.Add(text.Substring(at, length));
            at += length;
        }
    }

    /// <exception cref="NotSupportedException">The text is not of the part of OData that is known here.</exception>
    public static RowFilter Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new RowFilter.Everything();
        var reader = new FilterText(text);
        var filter = reader.Any();
        return reader._next == reader._words.Count ? filter : throw reader.Unreadable($"'{reader.Peek}' is left over");
    }

    private string Peek => _next < _words.Count ? _words[_next] : "";

    private RowFilter Any()
    {
        var left = All();
        while (Take("or")) left = new RowFilter.Either(left, All());
        return left;
    }

    private RowFilter All()
    {
        var left = One();
        while (Take("and")) left = new RowFilter.Both(left, One());
        return left;
    }

    private RowFilter One()
    {
        if (Take("not")) return new RowFilter.Neither(One());
        if (!Take("(")) return Comparison();

        var inner = Any();
        return Take(")") ? inner : throw Unreadable("a parenthesis is open");
    }

    private RowFilter.Compared Comparison()
    {
        var name = Next();
        if (name.Length == 0 || !IsOfName(name[0]) || char.IsAsciiDigit(name[0]))
            throw Unreadable($"'{name}' is no property");
        var operation = Next() switch
        {
            "eq" => FilterOperator.Eq,
            "ne" => FilterOperator.Ne,
            "gt" => FilterOperator.Gt,
            "ge" => FilterOperator.Ge,
            "lt" => FilterOperator.Lt,
            "le" => FilterOperator.Le,
            var other => throw Unreadable($"'{other}' compares nothing"),
        };
        return new(name, operation, Literal(Next()));
    }

    private object Literal(string word)
    {
        var culture = CultureInfo.InvariantCulture;
        if (word.StartsWith('\'')) return Quoted(word, 0);
        if (word is "true" or "false") return word == "true";
        if (word.StartsWith("datetime'", StringComparison.Ordinal))
            return DateTimeOffset.Parse(Quoted(word, 8), culture, DateTimeStyles.AssumeUniversal);
        if (word.StartsWith("guid'", StringComparison.Ordinal)) return Guid.Parse(Quoted(word, 4));
        if (word.StartsWith("X'", StringComparison.Ordinal)) return Convert.FromHexString(Quoted(word, 1));
        if (word.EndsWith('L') && long.TryParse(word[..^1], NumberStyles.AllowLeadingSign, culture, out var big))
            return big;
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, culture, out var whole)) return whole;
        if (word.Contains('.') && double.TryParse(word, NumberStyles.Float, culture, out var real)) return real;
        throw Unreadable($"'{word}' is no literal");
    }

    private static string Quoted(string word, int from) =>
        word[(from + 1)..^1].Replace("''", "'", StringComparison.Ordinal);

    private string Next() => _next < _words.Count ? _words[_next++] : throw Unreadable("it ends too early");

    private bool Take(string word)
    {
        if (Peek != word) return false;
        _next++;
        return true;
    }

    private NotSupportedException Unreadable(string why) => new($"The filter does not read, {why}: {_text}");

    /// <summary>
    /// The length of a space, a parenthesis, a name, a number, or a text in quotes with what leads it.
    /// </summary>
    private static int WordAt(string text, int from)
    {
        if (text[from] is ' ' or '(' or ')') return 1;
        var at = from;
        while (at < text.Length && IsOfName(text[at])) at++;
        if (at < text.Length && text[at] == '\'') return EndOfQuote(text, at) - from;
        return at > from ? at - from : throw new NotSupportedException($"The filter does not read at {from}: {text}");
    }

    private static int EndOfQuote(string text, int from)
    {
        for (var at = from + 1; at < text.Length; at++)
        {
            if (text[at] != '\'') continue;
            if (at + 1 == text.Length || text[at + 1] != '\'') return at + 1;
            at++;
        }
        throw new NotSupportedException($"The filter has an open quote: {text}");
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.';
}
