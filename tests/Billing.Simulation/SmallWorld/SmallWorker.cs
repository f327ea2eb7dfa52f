using Azure.Data.Tables;
using Billing.Accounts;
using Billing.Ledger;
using Billing.Plans;
using Billing.Pricing;
using Billing.TopUps;
using Billing.Usage;
using Billing.Vouchers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Simulation.SmallWorld;

/// <summary>One process of the app, put together anew for each run.</summary>
/// <param name="now">Its clock, which stands; waiting takes no time.</param>
public sealed class SmallWorker(TableServiceClient tables, DateTimeOffset now)
{
    private readonly InstantClock _clock = new(now);

    public LedgerTable Ledger { get; } = new(tables);

    public ProfileTable Profiles { get; } = new(tables);

    public VoucherTable Vouchers { get; } = new(tables);

    public PriceCatalogue Catalogue { get; private set; } = null!;

    private LedgerDesk Desk => new(Ledger, _clock, new(1));

    private PlanDesk Plans => new(Desk, new(Ledger), new PlanDueTable(tables), _clock);

    public TopUpDesk TopUps => new(
        Desk, new(Ledger, Plans), new(Ledger), new(tables), new(tables), _clock, NullLogger<TopUpDesk>.Instance);

    public ExpirySweep Sweep => new(Desk, new ExpiryTable(tables), _clock);

    public VoucherGrants Grants => new(Desk, Ledger, Vouchers, _clock);

    public LedgerAuditor Auditor => new(
        Ledger, _clock, new(async stop => new PostedPrices(await Catalogue.Newest(stop)).Fault));

    /// <summary>Prices are read before the play begins: they are no part of it.</summary>
    public async Task<SmallWorker> Know(TableServiceClient calm)
    {
        Catalogue = new(new(calm), _clock);
        await Catalogue.Newest(default);
        return this;
    }

    public UsageCharging Charging() => new(
        new(Ledger, new(), _clock, new(1)), Catalogue, Profiles, new(tables, Ledger), UsageRules.Default, _clock);

    public RedemptionDesk Redemptions() => new(
        Vouchers, new(tables), Profiles, Ledger, new(Ledger), Grants, _clock);

    /// <summary>Timers ring at once, so that waiting for a turn is no step of its own.</summary>
    private sealed class InstantClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) callback(state);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
