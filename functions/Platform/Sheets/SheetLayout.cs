using System.Collections.Immutable;

namespace Billing.Platform.Sheets;

/// <summary>One column of a sheet.</summary>
/// <param name="Width">In characters.</param>
public sealed record SheetColumn(string Heading, int Width);

/// <summary>A sheet before its rows: its name, and the columns whose headings stay in sight.</summary>
/// <param name="Name">At most 25 characters, none of []:*?/\.</param>
/// <param name="IsCover">Shown before the other sheets, also when it is written after them.</param>
/// <param name="HasFilter">Whether its reader can filter the rows by column.</param>
public sealed record SheetLayout(
    string Name, ImmutableArray<SheetColumn> Columns, bool IsCover = false, bool HasFilter = true)
{
    /// <summary>Leaves room for the number of a further sheet.</summary>
    public const int MaxNameLength = 25;

    public bool IsNamed => Name.Length is > 0 and <= MaxNameLength && Name.IndexOfAny([.. "[]:*?/\\'"]) < 0;
}
