using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.History;

/// <summary>What kind of thing changed the credit.</summary>
public enum HistoryKind
{
    Usage = 1,
    TopUp = 2,
    Voucher = 3,
    Plan = 4,
    Expired = 5,

    /// <summary>Usage that its producer took back or replaced.</summary>
    Reversal = 6,

    /// <summary>Paid credit that was refunded.</summary>
    Refund = 7,

    /// <summary>Paid credit that the payer's bank took back, or gave again.</summary>
    Chargeback = 8,
}

/// <summary>
/// Whether it happened. The ledger holds what did; the other words are for what it will come to hold.
/// </summary>
public enum HistoryStatus
{
    Success = 1,
    Pending = 2,
    Failed = 3,
    Reversed = 4,
}

/// <summary>How much of a charge one kind of fund paid.</summary>
public readonly record struct FundShare(FundKind Kind, Amount Amount);

/// <summary>One row of the credit history: credit that came in or expired, or usage that took some.</summary>
/// <param name="Id">The ledger's name of the line or movement: it never changes.</param>
/// <param name="Date">When it happened.</param>
/// <param name="Service">What the credit was used for; null when it came in or expired.</param>
/// <param name="Amount">Positive when credit came in, negative when it was used or expired.</param>
/// <param name="Funding">Who paid, in the order of use; empty when credit came in or expired.</param>
public sealed record HistoryEntry(
    string Id,
    HistoryPosition Position,
    DateTimeOffset Date,
    ServiceName? Service,
    string Description,
    HistoryStatus Status,
    Amount Amount,
    HistoryKind Kind,
    ImmutableArray<FundShare> Funding)
{
    /// <summary>The charge that is given back; null for what is no reversal.</summary>
    public string? Reverses { get; init; }

    /// <summary>Null for what is no usage, and no usage given back.</summary>
    public MeterName? Meter { get; init; }

    /// <summary>What was used; null as the meter is, and where nobody asks whose usage is given back.</summary>
    public UsageResource? Resource { get; init; }

    public static HistoryEntry Of(Segment segment, int index) =>
        Of(segment.Lines[index], new LineId(segment.Day, segment.FirstSeq, index));

    public static HistoryEntry Of(RatedLine line, LineId id) => new(
        id.ToString(),
        PositionOf(line, id),
        line.Time,
        line.Service,
        HistoryText.Of(line),
        HistoryStatus.Success,
        -line.Amount,
        HistoryKind.Usage,
        Shares(line.Legs))
    {
        Meter = line.Meter,
        Resource = UsageResource.Of(line.Dimensions),
    };

    public static HistoryPosition PositionOf(RatedLine line, LineId id) =>
        new(line.Time.UtcTicks, id.Seq);

    /// <summary>Null for a movement that moved no credit, such as the opening of the account.</summary>
    public static HistoryEntry? Of(Movement movement) => movement.Fact switch
    {
        MovementFact.TopUpCredited credited => Of(movement, HistoryKind.TopUp, credited.Amount),
        MovementFact.TopUpDebited debited => Of(movement, KindOf(debited.Reason), -debited.Amount),
        MovementFact.TopUpReinstated again => Of(movement, HistoryKind.Chargeback, again.Amount),
        MovementFact.VoucherGranted granted => Of(movement, HistoryKind.Voucher, granted.Amount),
        MovementFact.LotExpired expired => Of(movement, HistoryKind.Expired, -expired.Amount),
        MovementFact.CoverActivated activated => Of(movement, HistoryKind.Plan, activated.Terms.Total),
        MovementFact.PlanPaid { Gateway: null } paid => Of(movement, HistoryKind.Plan, -paid.Amount),
        MovementFact.PlanPaid paid => Of(movement, HistoryKind.Plan, Amount.Zero(paid.Amount.Currency)),
        MovementFact.CoverChanged => OfChange(movement),
        MovementFact.CoverExpired { Into: not null } => null,
        MovementFact.CoverExpired { Remaining: { IsPositive: true } left } => Of(movement, HistoryKind.Plan, -left),
        MovementFact.CoverExpired or MovementFact.Opened => null,
        MovementFact.ThresholdsSet or MovementFact.TopUpHeld => null,
        MovementFact.UsageReversed reversed => Of(movement, HistoryKind.Reversal, GivenBack(movement)) with
        {
            Service = reversed.Usage.Service,
            Meter = reversed.Usage.Meter,
            Reverses = reversed.Usage.Line.ToString(),
        },
        _ => throw new InvariantException($"The history does not know {movement.Fact.GetType().Name}"),
    };

    /// <summary>Null for a change that left the amount as it was.</summary>
    private static HistoryEntry? OfChange(Movement movement) =>
        movement.Postings.FirstOrDefault(posting => posting.Account == Postings.CustomerPlan) is { } added
            ? Of(movement, HistoryKind.Plan, added.Amount)
            : null;

    private static HistoryKind KindOf(DebitReason reason) => reason switch
    {
        DebitReason.Refund => HistoryKind.Refund,
        DebitReason.Chargeback => HistoryKind.Chargeback,
    };

    /// <summary>Without what was forfeited.</summary>
    private static Amount GivenBack(Movement movement) => movement.Postings
        .Where(posting => posting.Account.StartsWith(Postings.Customer, StringComparison.Ordinal))
        .Aggregate(
            Amount.Zero(((MovementFact.UsageReversed)movement.Fact).Usage.Amount.Currency),
            (sum, posting) => sum + posting.Amount);

    private static HistoryEntry Of(Movement movement, HistoryKind kind, Amount amount) => new(
        new MovementId(movement.Day, movement.Seq).ToString(),
        new(movement.Time.UtcTicks, movement.Seq),
        movement.Time,
        Service: null,
        HistoryText.Of(movement.Fact),
        HistoryStatus.Success,
        amount,
        kind,
        Funding: []);

    private static ImmutableArray<FundShare> Shares(ImmutableArray<Leg> legs) =>
    [
        .. legs.GroupBy(leg => leg.Kind).OrderBy(kind => kind.Key).Select(kind =>
            new FundShare(kind.Key, kind.Select(leg => leg.Amount).Aggregate((sum, amount) => sum + amount))),
    ];
}
