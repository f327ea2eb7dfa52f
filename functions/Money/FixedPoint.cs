using System.Globalization;

namespace Billing.Money;

/// <summary>
/// Reads and writes plain decimal strings as checked integers; no exponent, no grouping, no silent rounding.
/// </summary>
public static class FixedPoint
{
    private const int MaxLength = 40;

    /// <summary>
    /// Reads "12.5" as 12500000 for six digits; false for another form, more digits than the scale, or overflow.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, int digits, out long units)
    {
        units = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var body = negative ? text[1..] : text;
        if (body.Length is 0 or > MaxLength) return false;

        var point = body.IndexOf('.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? [] : body[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty)) return false;

        fraction = fraction.TrimEnd('0');
        if (fraction.Length > digits) return false;

        Int128 value = 0;
        foreach (var c in whole) if (!Append(ref value, c)) return false;
        foreach (var c in fraction) if (!Append(ref value, c)) return false;
        for (var i = fraction.Length; i < digits; i++) value *= 10;

        if (negative) value = -value;
        if (value < long.MinValue || value > long.MaxValue) return false;
        units = (long)value;
        return true;
    }

    /// <summary>Writes 12500000 as "12.5" for six digits; whole numbers carry no point.</summary>
    public static string Format(Int128 units, int digits)
    {
        var text = Int128.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var whole = text[..^digits];
        var fraction = text[^digits..].TrimEnd('0');
        var sign = units < 0 ? "-" : "";
        return fraction.Length == 0 ? sign + whole : $"{sign}{whole}.{fraction}";
    }

    private static bool Append(ref Int128 value, char c)
    {
        if (!char.IsAsciiDigit(c) || value > Int128.MaxValue / 1_000_000_000_000) return false;
        value = value * 10 + (c - '0');
        return true;
    }
}
