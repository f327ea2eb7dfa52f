using System.Collections.Immutable;
using System.Text;

namespace Billing.TopUps.Settlements;

/// <summary>One record of a CSV file, by the number of the line that it begins on.</summary>
/// <param name="Fields">Null where the quotes are wrong.</param>
public readonly record struct CsvRecord(int Line, ImmutableArray<string>? Fields)
{
    public bool IsBlank => Fields is [""];
}

/// <summary>Reads CSV as RFC 4180 says: quotes around fields, doubled inside; lines end with CRLF or LF.</summary>
public sealed class CsvText
{
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private CsvText(string text) => _text = text;

    public static IEnumerable<CsvRecord> Records(string text)
    {
        var reader = new CsvText(text);
        while (!reader.IsAtEnd) yield return reader.Next();
    }

    private bool IsAtEnd => _at >= _text.Length;

    private CsvRecord Next()
    {
        var line = _line;
        var fields = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (Field() is { } field) fields.Add(field);
            else return SkipLine(line);
        }
        while (Take(","));
        return EndLine() ? new(line, fields.ToImmutable()) : SkipLine(line);
    }

    /// <summary>Null where the quotes are wrong.</summary>
    private string? Field()
    {
        if (Take("\"")) return Quoted();

        var end = _text.AsSpan(_at).IndexOfAny(",\r\n");
        var field = end < 0 ? _text[_at..] : _text[_at..(_at + end)];
        _at += field.Length;
        return field.Contains('"') ? null : field;
    }

    private string? Quoted()
    {
        var field = new StringBuilder();
        while (_text.IndexOf('"', _at) is >= 0 and var quote)
        {
            field.Append(_text, _at, quote - _at);
            _at = quote + 1;
            if (!Take("\""))
            {
                var whole = field.ToString();
                _line += whole.Count(sign => sign == '\n');
                return whole;
            }
            field.Append('"');
        }
        _at = _text.Length;
        return null;
    }

    private bool EndLine()
    {
        if (IsAtEnd) return true;
        if (!Take("\r\n") && !Take("\n")) return false;
        _line++;
        return true;
    }

    private CsvRecord SkipLine(int line)
    {
        var end = IsAtEnd ? -1 : _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end + 1;
        _line++;
        return new(line, null);
    }

    private bool Take(string sign)
    {
        if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0) return false;
        _at += sign.Length;
        return true;
    }
}
