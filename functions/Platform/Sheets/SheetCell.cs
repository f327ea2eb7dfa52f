using System.Globalization;
using Billing.Money;

namespace Billing.Platform.Sheets;

/// <summary>How the value of a cell is shown; the number is its place among the styles of the workbook.</summary>
public enum SheetStyle
{
    Text = 0,
    Heading = 1,
    Number = 2,
    Cents = 3,
    FineCents = 4,
    FineNumber = 5,
    Time = 6,
    Date = 7,
}

/// <summary>One cell: a text, or an exact number with the way in which it is shown.</summary>
public readonly record struct SheetCell
{
    private static readonly int Epoch = new DateOnly(1899, 12, 30).DayNumber;

    private SheetCell(string value, SheetStyle style) => (Value, Style) = (value, style);

    /// <summary>The text, or the number as decimal digits; empty for a cell with nothing in it.</summary>
    public string Value => field ?? "";

    public SheetStyle Style { get; }

    public bool IsText => Style is SheetStyle.Text or SheetStyle.Heading;

    public static SheetCell Empty => default;

    public static SheetCell Of(string? text) => new(text ?? "", SheetStyle.Text);

    public static SheetCell Heading(string text) => new(text, SheetStyle.Heading);

    public static SheetCell Of(long number) =>
        new(number.ToString(CultureInfo.InvariantCulture), SheetStyle.Number);

    /// <summary>Every digit of the ledger; fractions of the smallest coin are shown only where there are any.</summary>
    public static SheetCell Of(AmountSum amount) => new(amount.ToDecimalString(), StyleOf(amount));

    /// <summary>Null is an empty cell.</summary>
    public static SheetCell Of(AmountSum? amount) => amount is { } some ? Of(some) : Empty;

    public static SheetCell Of(DateOnly date) =>
        new((date.DayNumber - Epoch).ToString(CultureInfo.InvariantCulture), SheetStyle.Date);

    /// <summary>The instant as clocks of a zone show it.</summary>
    public static SheetCell Of(DateTimeOffset instant, SheetZone zone) => new(zone.Serial(instant), SheetStyle.Time);

    private static SheetStyle StyleOf(AmountSum amount)
    {
        var isWhole = amount.Units % amount.Currency.UnitsPerMinor == 0;
        if (amount.Currency.MinorDigits == 0) return isWhole ? SheetStyle.Number : SheetStyle.FineNumber;
        return isWhole ? SheetStyle.Cents : SheetStyle.FineCents;
    }
}
