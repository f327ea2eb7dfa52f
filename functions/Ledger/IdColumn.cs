using System.Buffers;

namespace Billing.Ledger;

/// <summary>
/// A column of event ids. GUIDs and hexadecimal ids become raw bytes, which no compression could make smaller, and
/// come back
/// letter for letter; other ids stay text.
/// </summary>
internal sealed class IdColumn(int lines)
{
    private const int MinHexLength = 8;
    private const int MaxHexLength = 128;

    private static readonly SearchValues<char> LowerLetters = SearchValues.Create("abcdef");
    private static readonly SearchValues<char> UpperLetters = SearchValues.Create("ABCDEF");

    private readonly ByteWriter _kinds = new(lines);
    private readonly ByteWriter _raw = new(lines * 16);
    private readonly ByteWriter _texts = new();

    /// <summary>How an id is written; hexadecimal kinds are followed by their length in bytes.</summary>
    private enum Form : byte
    {
        Text = 0,
        LowerGuid = 1,
        UpperGuid = 2,
        LowerHex = 3,
        UpperHex = 4,
    }

    public void Add(string id)
    {
        Span<byte> bytes = stackalloc byte[MaxHexLength / 2];
        var form = Pack(id, bytes, out var length);
        _kinds.Byte((byte)form);
        if (form == Form.Text)
        {
            _texts.Text(id);
            return;
        }
        if (form is Form.LowerHex or Form.UpperHex) _kinds.Byte((byte)length);
        _raw.Bytes(bytes[..length]);
    }

    /// <summary>The raw bytes, which are kept out of compression.</summary>
    public void WriteRawTo(ByteWriter to)
    {
        to.Count(_raw.Length);
        to.Bytes(_raw.Written);
    }

    public void WriteRestTo(ByteWriter to)
    {
        to.Bytes(_kinds.Written);
        to.Bytes(_texts.Written);
    }

    public static string[] Read(ref ByteReader rest, ReadOnlySpan<byte> rawBytes, int lines)
    {
        var forms = new (Form Form, int Length)[lines];
        for (var i = 0; i < lines; i++)
        {
            var form = (Form)rest.Byte();
            if (form > Form.UpperHex) throw new LedgerFormatException("An id is written in an unknown form.");
            forms[i] = (form, form is Form.LowerHex or Form.UpperHex ? rest.Byte() : 16);
        }
        var raw = new ByteReader(rawBytes);
        var ids = new string[lines];
        for (var i = 0; i < lines; i++)
            ids[i] = forms[i].Form == Form.Text ? rest.Text() : Unpack(forms[i].Form, raw.Bytes(forms[i].Length));
        raw.End();
        return ids;
    }

    private static Form Pack(string id, Span<byte> bytes, out int length)
    {
        length = 16;
        if (id.Length == 36 && IsGuidShaped(id))
        {
            Span<char> digits = stackalloc char[32];
            id.AsSpan(0, 8).CopyTo(digits);
            id.AsSpan(9, 4).CopyTo(digits[8..]);
            id.AsSpan(14, 4).CopyTo(digits[12..]);
            id.AsSpan(19, 4).CopyTo(digits[16..]);
            id.AsSpan(24, 12).CopyTo(digits[20..]);
            return IsHex(digits, bytes, out var isUpper) ? isUpper ? Form.UpperGuid : Form.LowerGuid : Form.Text;
        }
        if (id.Length < MinHexLength || id.Length > MaxHexLength || id.Length % 2 != 0) return Form.Text;
        length = id.Length / 2;
        return IsHex(id, bytes, out var upper) ? upper ? Form.UpperHex : Form.LowerHex : Form.Text;
    }

    private static bool IsGuidShaped(string id) => id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';

    /// <summary>False for mixed case, which raw bytes could not give back.</summary>
    private static bool IsHex(ReadOnlySpan<char> digits, Span<byte> bytes, out bool isUpper)
    {
        isUpper = digits.ContainsAny(UpperLetters);
        return Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done
            && !(isUpper && digits.ContainsAny(LowerLetters));
    }

    private static string Unpack(Form form, ReadOnlySpan<byte> bytes)
    {
        var digits =
            form is Form.UpperGuid or Form.UpperHex ? Convert.ToHexString(bytes) : Convert.ToHexStringLower(bytes);
        return form is Form.LowerHex or Form.UpperHex
            ? digits
            : $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }
}
