using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps.Settlements;

/// <summary>A capture as the gateway or bank lists it.</summary>
public sealed record SettledCapture(string Transaction, Amount Amount);

/// <summary>The list of one day that finance had from a gateway or bank: a line for each capture.</summary>
public static class SettlementFile
{
    public const int MaxBytes = 256 * 1024;

    private const int MaxTransaction = 100;
    private const string Header = "transaction,amount,currency";

    /// <summary>
    /// All captures; each line that is none is a fault by its number, and no transaction is in it twice.
    /// </summary>
    public static ImmutableArray<SettledCapture> Read(byte[] utf8, FieldFaults faults)
    {
        if (!Utf8.IsValid(utf8))
        {
            faults.Add(Name(1), "encoding", "The file is not valid UTF-8.");
            return [];
        }

        var records = CsvText.Records(Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF')).Where(line => !line.IsBlank);
        var captures = ImmutableArray.CreateBuilder<SettledCapture>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hasHeader = false;
        foreach (var record in records)
        {
            if (hasHeader && Capture(record, seen, faults) is { } capture) captures.Add(capture);
            else if (!hasHeader && !IsHeader(record)) break;
            hasHeader = true;
        }
        if (!hasHeader) faults.Add(Name(1), "header", $"The first line is not {Header}.");
        return captures.ToImmutable();
    }

    private static bool IsHeader(CsvRecord record) =>
        record.Fields is { } fields && string.Join(',', fields.Select(field => field.Trim())) == Header;

    private static SettledCapture? Capture(CsvRecord record, HashSet<string> seen, FieldFaults faults)
    {
        if (record.Fields is not { } fields) return Wrong("quotes", "The quotes of this line are wrong.");
        if (fields is not [var transaction, var figure, var code]) return Wrong("columns", "A line has three fields.");
        if (!Identifier.IsWellFormed(transaction, MaxTransaction, "_-.:/="))
            return Wrong("transaction", "This is not the id of a transaction.");
        if (!Currency.TryParse(code, out var currency)) return Wrong("currency", "This is not a supported currency.");
        if (!Amount.TryParse(figure, currency, out var amount) || !amount.IsPositive || !amount.IsWholeMinor)
            return Wrong("amount", $"This is not a positive amount that can be paid in {currency}.");
        return seen.Add(transaction)
            ? new(transaction, amount)
            : Wrong("repeated", "This transaction was there before.");

        SettledCapture? Wrong(string rule, string message)
        {
            faults.Add(Name(record.Line), rule, message);
            return null;
        }
    }

    private static string Name(int line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");
}
