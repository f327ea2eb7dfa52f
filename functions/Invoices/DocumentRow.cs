using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Invoices;

/// <summary>How a document looks in storage: its snapshot as one column, and beside it what comes later.</summary>
internal static class DocumentRow
{
    private const char Prefix = 'D';
    private const string Snapshot = "Document";
    private const string Number = "Number";
    private const string IssuedAt = "IssuedAt";
    private const string CreditedUnits = "Credited";
    private const string ReturnedUnits = "Returned";
    private const string IsTold = "Told";

    public static List<string> StatusColumns { get; } = ["RowKey", Number];

    /// <summary>Newer documents sort first.</summary>
    public static string Key(AccountId account, DocumentId id) => $"{Prefix}|{id.Inverted}|{account}";

    public static DocumentId Id(TableEntity row) =>
        DocumentId.Parse(Platform.NewestFirst.Invert(row.RowKey.Split('|')[1]));

    public static InvoiceStatus Status(TableEntity row) =>
        row.GetString(Number) is null ? InvoiceStatus.Processing : InvoiceStatus.Ready;

    public static TableEntity Write(BillingDocument document)
    {
        var row = Bare(document);
        row.PutBytes(Snapshot, DocumentJson.Write(document));
        row[CreditedUnits] = 0L;
        row[ReturnedUnits] = 0L;
        return row;
    }

    public static TableEntity Taken(BillingDocument original, Amount credited, Amount returned)
    {
        var row = Bare(original);
        (row[CreditedUnits], row[ReturnedUnits]) = (credited.Units, returned.Units);
        return row;
    }

    public static TableEntity Issued(BillingDocument document, Numbered numbered)
    {
        var row = Bare(document);
        row[Number] = document.Series.Number(numbered.Number).Value;
        row[IssuedAt] = numbered.IssuedAt.UtcTicks;
        return row;
    }

    public static TableEntity Told(BillingDocument document)
    {
        var row = Bare(document);
        row[IsTold] = true;
        return row;
    }

    public static StoredDocument Read(TableEntity row)
    {
        var document = DocumentJson.Read(row.TakeBytes(Snapshot));
        if (row.GetString(Number) is { } text)
            document = DocumentNumber.TryParse(text, out var number)
                ? document.Issued(number, row.NeedTime(IssuedAt))
                : throw new LedgerFormatException($"'{text}' is no document's number.");
        var currency = document.Total.Currency;
        return new(
            document, new(row.Need<long>(CreditedUnits), currency), new(row.Need<long>(ReturnedUnits), currency),
            row.GetBoolean(IsTold) ?? false, row.ETag);
    }

    private static TableEntity Bare(BillingDocument document) =>
        new(LedgerKeys.Partition(document.Account), Key(document.Account, document.Id));
}
