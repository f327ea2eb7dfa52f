using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Counts the billed quantity of one meter in one billing month, for tiered prices.</summary>
/// <param name="Month">yyyyMM in the account's billing time zone.</param>
public readonly record struct TierCounter(ServiceName Service, MeterName Meter, int Month) : IComparable<TierCounter>
{
    public int CompareTo(TierCounter other)
    {
        var byMonth = Month.CompareTo(other.Month);
        if (byMonth != 0) return byMonth;
        var byService = Service.CompareTo(other.Service);
        return byService != 0 ? byService : Meter.CompareTo(other.Meter);
    }
}

/// <summary>
/// Where an account stands: everything that deciding about its money needs, derived from its rows alone.
/// </summary>
/// <param name="Currency">Null until the account is opened; never changes after.</param>
/// <param name="TimeZone">IANA name of the billing time zone.</param>
/// <param name="DebtUnits">Usage that no fund paid, in ledger units; the next top-up settles it.</param>
/// <param name="Lots">Lots with something left, in drawing order.</param>
/// <param name="Tiers">Billed quantity by meter and month.</param>
public sealed record AccountState(
    Currency? Currency,
    string TimeZone,
    long DebtUnits,
    ImmutableArray<Lot> Lots,
    ImmutableSortedDictionary<TierCounter, Quantity> Tiers)
{
    /// <summary>Null until thresholds were chosen, or given by default.</summary>
    public LowBalance? LowBalance { get; init; }

    /// <summary>No credit that was paid for may fail on it: payments and grants stop starting well below.</summary>
    public const int MaxLots = 1_000;

    /// <summary>The most services that a lot may be limited to, and the longest name of a lot or cover.</summary>
    public const int MaxLotServices = 10;
    public const int MaxLotIdLength = 64;

    public const int MaxCovers = 16;

    /// <summary>Far more disputes than one account can have open.</summary>
    public const int MaxHolds = 500;

    /// <summary>Meters of some months; usage of further ones is set aside.</summary>
    public const int MaxTiers = 2_000;

    /// <summary>Covers that have not ended, in the order in which they are chosen.</summary>
    public ImmutableArray<Cover> Covers { get; init; } = [];

    /// <summary>What may not be used of lots, whether these have something left or not.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    public static AccountState Empty { get; } =
        new(null, "UTC", 0, [], ImmutableSortedDictionary<TierCounter, Quantity>.Empty);

    /// <summary>True once nothing may change the currency any more.</summary>
    public bool IsOpen => Currency is not null;

    /// <exception cref="InvariantException">The account is not open.</exception>
    public Currency RequiredCurrency
    {
        get
        {
            Invariant.Holds(Currency is not null, "An account has a currency before money moves");
            return Currency.Value;
        }
    }

    public Amount Debt => new(DebtUnits, RequiredCurrency);

    /// <summary>What is left on lots and cannot be used now, because it is held.</summary>
    public Amount Held => new(
        Holds.Sum(hold => Math.Min(
            hold.Units, Lots.Where(lot => lot.Id == hold.Lot).Sum(lot => lot.Remaining.Units))),
        RequiredCurrency);

    /// <summary>The top-up credit that can pay for a plan now: nothing that is held, and none while there is
    /// debt.</summary>
    public Amount PlanCredit => DebtUnits > 0
        ? Amount.Zero(RequiredCurrency)
        : Lots.Where(lot => lot.Kind == LotKind.TopUp).Aggregate(
            Amount.Zero(RequiredCurrency), (sum, lot) => sum with { Units = sum.Units + FreeOf(lot) });

    /// <summary>The sum that is left on lots of one kind and may be used at this time, whatever the service.</summary>
    public Amount Available(LotKind kind, DateTimeOffset now) => Lots
        .Where(lot => lot.Kind == kind && lot.From <= now && (lot.Until is not { } until || now < until))
        .Aggregate(Amount.Zero(RequiredCurrency), (sum, lot) => sum + lot.Remaining);

    private long FreeOf(Lot lot) =>
        Math.Max(0, lot.Remaining.Units - Holds.Where(hold => hold.Lot == lot.Id).Sum(hold => hold.Units));
}
