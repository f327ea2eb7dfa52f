using Billing.Benchmarks.Load;

namespace Billing.Benchmarks.Peers;

/// <summary>
/// An account as the other peers keep it, with the product's funding order written a second time, in plain numbers:
/// vouchers by their ends, then the top-up, then debt.
/// </summary>
internal sealed class PlainAccount(long[] vouchers, DateTimeOffset[] ends, long topUp, long debt)
{
    public const short TopUpFund = 100;
    public const short DebtFund = 101;

    public long[] Vouchers { get; } = vouchers;

    public long TopUp { get; private set; } = topUp;

    public long Debt { get; private set; } = debt;

    public long Balance => Vouchers.Sum() + TopUp - Debt;

    public static PlainAccount Of(Fund fund) => new([.. fund.Vouchers], fund.Ends, fund.TopUp, 0);

    public Left ToLeft(int account) => new(account, Vouchers.Sum(), TopUp, Debt);

    /// <summary>
    /// Takes a line's cost and says who paid; the first payer is the answer, further ones go to the list.
    /// </summary>
    public (short Fund, long Units) Pay(in Reading reading, long cost, List<(short Fund, long Units)> further)
    {
        var (first, left) = (((short)-1, 0L), cost);
        for (short i = 0; i < Vouchers.Length && left > 0; i++)
        {
            if (Vouchers[i] == 0 || reading.Time >= ends[i]) continue;
            var part = Math.Min(left, Vouchers[i]);
            Vouchers[i] -= part;
            Note(i, part);
        }
        if (left > 0 && TopUp > 0)
        {
            var part = Math.Min(left, TopUp);
            TopUp -= part;
            Note(TopUpFund, part);
        }
        if (left > 0)
        {
            Debt += left;
            Note(DebtFund, left);
        }
        return first;

        void Note(short fund, long part)
        {
            left -= part;
            if (first.Item1 < 0) first = (fund, part);
            else further.Add((fund, part));
        }
    }
}
