using Billing.Benchmarks.Load;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// An account as the other peers keep it, with the product's funding order written a second time, in plain numbers:
/// the plan's quota for the service, vouchers by their ends, then the top-up, then debt.
/// </summary>
/// <param name="columns">Two quotas, three vouchers, top-up and debt: what <see cref="ToColumns"/> gives.</param>
internal sealed class PlainAccount(long[] columns, DateTimeOffset[] ends)
{
    /// <summary>Numbers of the columns, which name the fund that paid as well.</summary>
    public const int Vouchers = 2;
    public const int TopUp = 5;
    public const int Debt = 6;
    public const int Count = 7;

    public long Balance => columns[2] + columns[3] + columns[4] + columns[TopUp] - columns[Debt];

    public static PlainAccount Of(Fund fund) => new(ColumnsOf(fund), fund.Ends);

    public static long[] ColumnsOf(Fund fund) => [.. fund.Quotas, .. fund.Vouchers, fund.TopUp, 0];

    public static Left ToLeft(int account, ReadOnlySpan<long> columns) => new(
        account, (columns[0], columns[1]), columns[2] + columns[3] + columns[4], columns[TopUp], columns[Debt]);

    public long this[int column] => columns[column];

    /// <summary>
    /// Takes a line's cost and says who paid; the first payer is the answer, further ones go to the list.
    /// </summary>
    public (short Fund, long Units) Pay(
        in Reading reading, LoadMeter meter, int version, List<(short Fund, long Units)> further)
    {
        var (first, left) = (((short)-1, 0L), meter.Cost(version, reading.Units));
        if (meter.Quota >= 0 && columns[meter.Quota] > 0)
        {
            var units = Math.Min(columns[meter.Quota], reading.Units);
            columns[meter.Quota] -= units;
            Note(meter.Quota, meter.Cost(version, units));
        }
        for (var i = Vouchers; i < TopUp && left > 0; i++)
            if (reading.Time < ends[i - Vouchers]) Take(i);
        if (left > 0) Take(TopUp);
        if (left > 0)
        {
            columns[Debt] += left;
            Note(Debt, left);
        }
        return first;

        void Take(int column)
        {
            var part = Math.Min(left, columns[column]);
            columns[column] -= part;
            if (part > 0) Note(column, part);
        }

        void Note(int column, long part)
        {
            left -= part;
            if (first.Item1 < 0) first = ((short)column, part);
            else further.Add(((short)column, part));
        }
    }
}
