using Billing.Ledger;
using Billing.Money;

namespace Billing.Benchmarks.Load;

/// <summary>
/// What an account has at the start: a plan with quotas for two services, three vouchers that end inside the run, the
/// first two with something left, and a top-up that the end of the run overdraws.
/// </summary>
/// <param name="Quotas">Whole units by planned service. Of one account in fifty they run out inside the run.</param>
/// <param name="Vouchers">Ledger units by voucher, in the order of their ends.</param>
public sealed record Fund(int Account, long[] Quotas, long[] Vouchers, DateTimeOffset[] Ends, long TopUp)
{
    private const int OneInSoMany = 50;
    private const int TopUpPercent = 25;
    private static readonly int[] VoucherPercent = [30, 30, 15];

    public static Fund Of(int account, double events, DateTimeOffset start, TimeSpan span)
    {
        var (expected, cost) = (Math.Max(1, (long)events), 0L);
        var quotas = new long[LoadMeter.Planned.Count];
        foreach (var it in LoadMeter.All)
        {
            var units = (it.Units.Least + it.Units.Most) / 2;
            if (it.Quota < 0) cost += it.Weight * it.Cost(0, units);
            else quotas[it.Quota] += Quota(it, account, expected * it.Weight * units / 100);
        }
        var spend = cost * expected / 100;
        return new(
            account, quotas,
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
        yield return new MovementFact.CoverActivated("plan-1", 1, Cover());
    }

    private static long Quota(LoadMeter meter, int account, long expected) =>
        account % OneInSoMany == 0 ? 1 + expected / 2 : expected * 5 + meter.Units.Most * 20L;

    /// <summary>The total is never what ends it.</summary>
    private CoverTerms Cover() => new(
        new(IsComprehensive: false, [.. LoadMeter.Planned]),
        Workload.Start.AddDays(-30), Workload.Start.AddDays(60), new(long.MaxValue / 1_000, Currency.Usd),
        [.. LoadMeter.Planned.Select((service, i) => new CoverQuota(service, null, Quantity.Of(Quotas[i])))],
        IsSharedCeiling: false, []);
}
