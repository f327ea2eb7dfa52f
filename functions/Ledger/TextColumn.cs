namespace Billing.Ledger;

/// <summary>A column of texts that repeat: each text once, then the place of each line's text among them.</summary>
internal sealed class TextColumn(int lines)
{
    private readonly TextIndex _index = new();
    private readonly int[] _places = new int[lines];
    private int _count;

    public void Add(string text) => _places[_count++] = _index.Of(text);

    public void WriteTo(ByteWriter to)
    {
        to.Count(_index.Texts.Count);
        foreach (var text in _index.Texts) to.Text(text);
        if (_index.Texts.Count < 2) return;
        foreach (var place in _places) to.Count(place);
    }

    /// <returns>Each line's text; equal texts are one object.</returns>
    public static string[] Read(ref ByteReader from, int lines)
    {
        var texts = new string[from.Count(lines)];
        if (texts.Length == 0 && lines > 0) throw new LedgerFormatException("A column of texts is empty.");
        for (var i = 0; i < texts.Length; i++) texts[i] = from.Text();
        var column = new string[lines];
        for (var i = 0; i < lines; i++) column[i] = texts[texts.Length < 2 ? 0 : from.Count(texts.Length - 1)];
        return column;
    }
}

/// <summary>Numbers texts in the order in which they first come.</summary>
internal sealed class TextIndex
{
    /// <summary>Names are mostly a few shared objects: those are found without reading the text.</summary>
    private const int FoundByReference = 8;

    private readonly string?[] _seen = new string?[FoundByReference];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public List<string> Texts { get; } = [];

    public int Of(string text)
    {
        for (var i = 0; i < _seen.Length; i++) if (ReferenceEquals(_seen[i], text)) return i;
        if (_places.TryGetValue(text, out var place)) return place;

        _places.Add(text, place = Texts.Count);
        if (place < _seen.Length) _seen[place] = text;
        Texts.Add(text);
        return place;
    }
}
