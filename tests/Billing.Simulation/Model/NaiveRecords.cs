namespace Billing.Simulation.Model;

/// <summary>A use as its producer reports it.</summary>
public sealed record NaiveEvent(
    string Source, string Id, DateTimeOffset Time, string Service, string Meter, decimal Quantity,
    string Dimensions = "", string? Words = null)
{
    /// <summary>The event that it takes back or, if it has a meter, replaces.</summary>
    public (string Id, DateTimeOffset Time)? Amends { get; init; }

    public string Content => $"{Time.UtcTicks} {Service}/{Meter} {ModelText.Text(Quantity)} {Dimensions} {Amends}";

    public int Day => DateOnly.FromDateTime(Time.UtcDateTime).DayNumber;
}

/// <summary>Who paid how much of a line.</summary>
public sealed record NaiveLeg(string Kind, string Fund, decimal Quantity, decimal Amount);

/// <summary>A use that was charged.</summary>
public sealed record NaiveLine(
    NaiveEvent Event, string Price, string Words, decimal TierStart, decimal Billed, decimal Amount,
    List<NaiveLeg> Legs, bool IsLate, int Order)
{
    public bool IsReversed { get; set; }
}

/// <summary>An event that was not charged, and why.</summary>
public sealed record NaiveKept(NaiveEvent Event, string Reason);

/// <summary>Credit that came in.</summary>
public sealed class NaiveLot(string id, string kind, decimal left, int order)
{
    public string Id => id;
    public string Kind => kind;
    public int Order => order;
    public decimal Left { get; set; } = left;
    public bool IsForfeited { get; set; }
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;
    public string[] Services { get; init; } = [];

    public bool Covers(NaiveEvent use) =>
        From <= use.Time && use.Time < Until && (Services.Length == 0 || Services.Contains(use.Service));

    public bool IsPast(DateTimeOffset now) => Until != DateTimeOffset.MaxValue && now >= Until.AddHours(72);
}

/// <summary>One row of the credit history, in the order of the ledger.</summary>
public sealed record NaiveEntry(
    DateTimeOffset Time, int Order, DateTimeOffset CommittedAt, string Kind, string? Service, string Words,
    decimal Amount, string Funding);

/// <summary>The sums after a commit.</summary>
public readonly record struct NaiveSums(DateTimeOffset Time, decimal TopUp, decimal Voucher, decimal Debt);
