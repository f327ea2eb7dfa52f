namespace Billing.Simulation.Model;

/// <summary>A use as its producer reports it.</summary>
public sealed record NaiveEvent(
    string Source, string Id, DateTimeOffset Time, string Service, string Meter, decimal Quantity,
    string Dimensions = "", string? Words = null)
{
    /// <summary>The event that it takes back or, if it has a meter, replaces.</summary>
    public (string Id, DateTimeOffset Time)? Amends { get; init; }

    /// <summary>Money that it names itself.</summary>
    public NaiveStated? Stated { get; init; }

    public string Content =>
        $"{Time.UtcTicks} {Service}/{Meter} {ModelText.Text(Quantity)} {Dimensions} {Amends} {Stated}";

    public int Day => DateOnly.FromDateTime(Time.UtcDateTime).DayNumber;
}

/// <summary>What of money an event names: its "currency" alone, the price of a "unit", or the whole "amount".</summary>
public sealed record NaiveStated(string Kind, decimal Amount, string Currency);

/// <summary>Who paid how much of a line; null is debt.</summary>
public sealed record NaiveLeg(NaiveFund? Fund, decimal Quantity, decimal Amount)
{
    public string Kind => Fund?.Kind ?? "debt";
}

/// <summary>A use that was charged.</summary>
/// <param name="Counted">What no plan charged at a price of its own.</param>
public sealed record NaiveLine(
    NaiveEvent Event, string Price, string Words, decimal TierStart, decimal Billed, decimal Counted, decimal Amount,
    List<NaiveLeg> Legs, bool IsLate, int Order)
{
    public bool IsReversed { get; set; }
}

/// <summary>An event that was not charged, and why.</summary>
public sealed record NaiveKept(NaiveEvent Event, string Reason);

/// <summary>One row of the credit history, in the order of the ledger.</summary>
/// <param name="Parts">Who paid, or who was given what: signed, they sum to the amount.</param>
public sealed record NaiveEntry(
    DateTimeOffset Time, int Order, DateTimeOffset CommittedAt, string Kind, string? Service, string Words,
    List<NaiveLeg> Parts)
{
    public decimal Amount { get; } = (Kind == "usage" ? -1 : 1) * Parts.Sum(it => it.Amount);

    public decimal Of(string fund) =>
        (Kind == "usage" ? -1 : 1) * Parts.Where(it => it.Kind == fund).Sum(it => it.Amount);
}

/// <summary>The sums after a commit.</summary>
public readonly record struct NaiveSums(
    DateTimeOffset Time, decimal TopUp, decimal Voucher, decimal Debt, decimal Plan);

/// <summary>One step of a tiered price; the last has no end.</summary>
public sealed record NaiveTier(decimal? UpTo, decimal Price);

/// <summary>The most that a plan pays for one service; null is no bound.</summary>
public sealed record NaiveQuota(string Service, decimal? Money, decimal? Units)
{
    public decimal? MoneyLeft { get; set; } = Money;
    public decimal? UnitsLeft { get; set; } = Units;
    public bool IsExhausted { get; set; }
}
