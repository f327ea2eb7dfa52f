using System.Globalization;
using System.IO.Packaging;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Billing.Platform.Sheets;

/// <summary>
/// Writes an .xlsx file to a stream that can only go forward, sheet after sheet and row after row, without holding more
/// than a few rows. A sheet that is full goes on in a further one with the same headings.
/// </summary>
/// <param name="maxRows">Rows of one sheet, the headings included; the format knows no more than
/// <see cref="MaxRows"/>.</param>
public sealed class Workbook(Stream output, int maxRows = Workbook.MaxRows) : IDisposable
{
    public const int MaxRows = 1_048_576;
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly SheetBuffer _buffer = new();
    private readonly List<Written> _sheets = [];
    private Package? _package;
    private SheetLayout? _layout;
    private SheetPart? _part;

    /// <summary>Bytes that the stream has taken.</summary>
    public long Bytes => _buffer.Drained;

    /// <summary>Ends the sheet before it and begins another.</summary>
    public ValueTask Begin(SheetLayout layout, CancellationToken stop)
    {
        Invariant.Holds(layout.IsNamed && maxRows is > 1 and <= MaxRows, "A sheet has a name and room for a row");
        _package ??= Package.Open(_buffer, FileMode.Create, FileAccess.Write);
        EndPart();
        _layout = layout;
        BeginPart(layout.Name);
        return Drain(stop);
    }

    /// <summary>Adds a row below the others.</summary>
    /// <param name="cells">From the left; cells that are left out are empty.</param>
    public ValueTask Add(ReadOnlySpan<SheetCell> cells, CancellationToken stop)
    {
        if (_part!.Rows == maxRows) GoOn();
        _part.Add(cells);
        return _buffer.IsDue ? Drain(stop) : ValueTask.CompletedTask;
    }

    /// <summary>Completes the file: until then it is none.</summary>
    public async Task End(CancellationToken stop)
    {
        Invariant.Holds(_part is not null, "A workbook has a sheet");
        EndPart();
        var book = WriteBook();
        foreach (var sheet in _sheets)
            book.CreateRelationship(sheet.Address, TargetMode.Internal, Office + "worksheet", sheet.Id);
        book.CreateRelationship(WriteStyles(), TargetMode.Internal, Office + "styles", "styles");
        _package!.CreateRelationship(book.Uri, TargetMode.Internal, Office + "officeDocument", "book");
        _package.Close();
        _package = null;
        await Drain(stop);
    }

    public void Dispose()
    {
        _part?.Dispose();
        _part = null;
        _package?.Close();
        _package = null;
        _buffer.Dispose();
    }

    private ValueTask Drain(CancellationToken stop) => _buffer.DrainTo(output, stop);

    private void BeginPart(string name)
    {
        var number = _sheets.Count + 1;
        var address = Address(string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{number}.xml"));
        _sheets.Add(new(name, address, string.Create(CultureInfo.InvariantCulture, $"sheet{number}"), _layout!, ""));
        _part = new(_package!, address, _layout!);
    }

    private void EndPart()
    {
        if (_part is null) return;
        _part.End();
        _sheets[^1] = _sheets[^1] with { Range = _part.Range };
        _part = null;
    }

    private void GoOn()
    {
        EndPart();
        var parts = _sheets.Count(sheet => sheet.Layout == _layout);
        BeginPart(string.Create(CultureInfo.InvariantCulture, $"{_layout!.Name} ({parts + 1})"));
    }

    private PackagePart WriteBook()
    {
        Written[] shown = [.. _sheets.OrderBy(sheet => !sheet.Layout.IsCover)];
        var sheets = new DocumentFormat.OpenXml.Spreadsheet.Sheets(shown.Select((sheet, i) =>
            new Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = sheet.Id }));
        var filters = shown.Index().Where(it => it.Item.Layout.HasFilter).Select(it => Filter(it.Index, it.Item));
        var names = new DefinedNames(filters);
        var book = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new BookViews(new WorkbookView()), sheets);
        if (names.HasChildren) book.Append(names);
        return Write("/xl/workbook.xml", Main + "sheet.main+xml", book);
    }

    private Uri WriteStyles() => Write("/xl/styles.xml", Main + "styles+xml", SheetStyles.Sheet()).Uri;

    /// <summary>Spreadsheets remember the range of a filter under this hidden name.</summary>
    private static DefinedName Filter(int index, Written sheet) =>
        new($"'{sheet.Name}'!{Absolute(sheet.Range)}")
        {
            Name = "_xlnm._FilterDatabase",
            LocalSheetId = (uint)index,
            Hidden = true,
        };

    /// <summary>A1:K9 as $A$1:$K$9.</summary>
    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell =>
        $"${cell.TrimEnd([.. "0123456789"])}${cell.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])}"));

    private PackagePart Write(string name, string contentType, OpenXmlElement root)
    {
        var part = _package!.CreatePart(Address(name), contentType, CompressionOption.Fast);
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = OpenXmlWriter.Create(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.WriteStartDocument();
        writer.WriteElement(root);
        return part;
    }

    private static Uri Address(string name) => new(name, UriKind.Relative);

    private sealed record Written(string Name, Uri Address, string Id, SheetLayout Layout, string Range);
}
