using Billing.Ledger;
using Billing.Money;

namespace Billing.Benchmarks.Load;

/// <summary>
/// What an account has at the start: three vouchers that end inside the run, the first two with something left, and a
/// top-up that the end of the run overdraws.
/// </summary>
/// <param name="Vouchers">Ledger units by voucher, in the order of their ends.</param>
public sealed record Fund(int Account, long[] Vouchers, DateTimeOffset[] Ends, long TopUp)
{
    private static readonly int[] VoucherPercent = [30, 30, 15];
    private const int TopUpPercent = 25;

    public static Fund Of(int account, double events, DateTimeOffset start, TimeSpan span)
    {
        var cost = LoadMeter.All.Sum(it => it.Weight * it.Cost(0, (it.Units.Least + it.Units.Most) / 2)) / 100;
        var spend = cost * Math.Max(1, (long)events);
        return new(
            account,
            [.. VoucherPercent.Select(percent => spend * percent / 100)],
            [.. Enumerable.Range(1, VoucherPercent.Length).Select(i => start + span * i / 4)],
            spend * TopUpPercent / 100);
    }

    public IEnumerable<MovementFact> Facts()
    {
        yield return new MovementFact.Opened(Currency.Usd, "UTC");
        for (var i = 0; i < Vouchers.Length; i++)
            yield return new MovementFact.VoucherGranted(
                $"r{i}", "spring", new(Vouchers[i], Currency.Usd), Workload.Start.AddDays(-30), Ends[i], []);
        yield return new MovementFact.TopUpCredited("p1", "vnpay", new(TopUp, Currency.Usd));
    }
}
