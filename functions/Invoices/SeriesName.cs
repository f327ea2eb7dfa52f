using System.Globalization;

namespace Billing.Invoices;

/// <summary>The numbers of one company for one kind of document and one year, such as VN-R-2026.</summary>
public readonly record struct SeriesName
{
    private readonly string? _value;

    private SeriesName(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A series without a name was used.");

    /// <param name="entity">The company's code.</param>
    /// <param name="year">Of issue, where the company is.</param>
    public static SeriesName Of(string entity, DocumentKind kind, int year)
    {
        var letter = kind switch
        {
            DocumentKind.Invoice => 'I',
            DocumentKind.Receipt => 'R',
            DocumentKind.CreditNote => 'C',
        };
        return new(string.Create(CultureInfo.InvariantCulture, $"{entity}-{letter}-{year:D4}"));
    }

    /// <param name="number">From 1.</param>
    public DocumentNumber Number(long number) => DocumentNumber.Of(this, number);

    public static bool TryParse(string? text, out SeriesName series)
    {
        series = default;
        if ((text ?? "").Split('-') is not [var entity, "I" or "R" or "C", { Length: 4 } year]) return false;
        if (!LegalEntity.IsCode(entity) || !year.All(char.IsAsciiDigit)) return false;
        series = new(text!);
        return true;
    }

    public override string ToString() => Value;
}

/// <summary>The number of an issued document, such as VN-R-2026-000001: gapless and unique in its series.</summary>
public readonly record struct DocumentNumber
{
    private readonly string? _value;

    private DocumentNumber(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A document number without a value was used.");

    internal static DocumentNumber Of(SeriesName series, long number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{series}-{number:D6}"));

    public static bool TryParse(string? text, out DocumentNumber number)
    {
        number = default;
        var cut = text?.LastIndexOf('-') ?? -1;
        if (cut < 0 || !SeriesName.TryParse(text![..cut], out _)) return false;
        if (text.Length - cut <= 6 || !text[(cut + 1)..].All(char.IsAsciiDigit)) return false;
        number = new(text);
        return true;
    }

    public override string ToString() => Value;
}
