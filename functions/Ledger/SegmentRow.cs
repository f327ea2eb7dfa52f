using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>
/// The segment row: the events as they were reported, what rating made of them, and columns to skip it by.
/// </summary>
internal static class SegmentRow
{
    private const string Events = "Events";
    private const string Ratings = "Ratings";
    private const string CommitNo = "CommitNo";
    private const string Lines = "Lines";
    private const string First = "First";
    private const string Last = "Last";
    private const string CurrencyCode = "Currency";
    private const string Units = "Units";
    private const string Services = "Services";
    private const string Traits = "Traits";

    /// <summary>All that deduplication reads.</summary>
    public static List<string> EventColumns { get; } = RowColumns.Chunks(Events);

    public static List<string> SummaryColumns { get; } =
        ["PartitionKey", "RowKey", CommitNo, Lines, First, Last, CurrencyCode, Units, Services, Traits];

    public static TableEntity Write(AccountId account, Segment segment)
    {
        var summary = SegmentSummary.Of(segment);
        var key = LedgerKeys.Segment(account, segment.Day, segment.FirstSeq);
        var row = new TableEntity(LedgerKeys.Partition(account), key)
        {
            [CommitNo] = segment.CommitNo,
            [Lines] = summary.Lines,
            [First] = summary.First.UtcTicks,
            [Last] = summary.Last.UtcTicks,
            [CurrencyCode] = summary.Amount.Currency.Code,
            [Units] = summary.Amount.Units,
            [Services] = Text(summary.Services),
            [Traits] = (int)summary.Traits,
        };
        row.PutBytes(Events, EventCodec.Encode(segment.Lines.AsSpan()));
        row.PutBytes(Ratings, RatingCodec.Encode(segment.Lines.AsSpan()));
        return row.Sealed();
    }

    public static Segment Read(TableEntity row)
    {
        var (day, firstSeq) = Key(row);
        var events = EventCodec.Decode(row.TakeBytes(Events));
        var lines = RatingCodec.Decode(row.TakeBytes(Ratings), events);
        return new(day, firstSeq, row.Need<long>(CommitNo), lines);
    }

    public static SegmentSummary ReadSummary(TableEntity row)
    {
        var (day, firstSeq) = Key(row);
        if (!Currency.TryParse(row.Need<string>(CurrencyCode), out var currency))
            throw new LedgerFormatException($"Row {row.RowKey} is in no known currency.");
        return new(
            day, firstSeq, row.Need<long>(CommitNo), row.Need<int>(Lines), row.NeedTime(First), row.NeedTime(Last),
            new(row.Need<long>(Units), currency), Parse(row.Need<string>(Services), currency),
            (SegmentTraits)row.Need<int>(Traits));
    }

    public static ImmutableArray<EventRecord> ReadEvents(TableEntity row) => EventCodec.Decode(row.TakeBytes(Events));

    public static (DateOnly Day, long Seq) Key(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        return parts.Length == 4 && LedgerKeys.TryDay(parts[1], out var day) && long.TryParse(parts[2], out var seq)
            ? (day, seq)
            : throw new LedgerFormatException($"'{row.RowKey}' is not the key of a row that is kept by day.");
    }

    /// <summary>service=lines:units, and :units of plans where they paid.</summary>
    private static string Text(ImmutableArray<ServiceSum> services) => string.Join(';', services.Select(sum =>
        string.Create(CultureInfo.InvariantCulture, $"{sum.Service}={sum.Lines}:{sum.Amount.Units}")
            + (sum.Plan.Units == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{sum.Plan.Units}"))));

    private static ImmutableArray<ServiceSum> Parse(string text, Currency currency) =>
        [.. text.Split(';').Select(part => Sum(part, currency))];

    private static ServiceSum Sum(string text, Currency currency)
    {
        var marks = text.Split('=', ':');
        var plan = 0L;
        return marks.Length is 3 or 4 && int.TryParse(marks[1], out var lines) && long.TryParse(marks[2], out var units)
            && (marks.Length == 3 || long.TryParse(marks[3], out plan))
            ? new(new(marks[0]), lines, new(units, currency), new(plan, currency))
            : throw new LedgerFormatException($"'{text}' is not the sum of a service.");
    }
}
