using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps.BankTransfers;

/// <summary>A field of a transfer that breaks a rule.</summary>
public readonly record struct TransferFault(string Field, string Code, string Message);

/// <summary>Money that arrived on a bank account of ours, as finance recorded it, and which top-up it pays.</summary>
/// <param name="Remittance">What the payer wrote on it; the reference of the top-up should be in there.</param>
/// <param name="Acts">All that people did about it, the first is that it was recorded.</param>
/// <param name="Detail">What became of it on its top-up, or why there is none: a stable code.</param>
public sealed record ReceivedTransfer(
    TransferId Id,
    Amount Amount,
    DateOnly ReceivedOn,
    string Remittance,
    string? Payer,
    ImmutableArray<TransferAct> Acts,
    TransferStatus Status = TransferStatus.Unmatched,
    ReferredTopUp? Of = null,
    string? Detail = null)
{
    public const int MaxRemittance = 500;
    public const int MaxPayer = 200;
    public const int MaxReason = 200;
    public const int MaxActs = 16;

    /// <summary>As many as a top-up takes fit into the range of amounts together.</summary>
    private const long MaxUnits = long.MaxValue / 64;

    /// <summary>Somewhere it is tomorrow already.</summary>
    private static readonly TimeSpan DayAhead = TimeSpan.FromHours(14);

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>What is wrong with it as it was sent; an amount that could not be read is not judged.</summary>
    public IEnumerable<TransferFault> Faults(DateTimeOffset now)
    {
        if (Amount.Currency != default && (!Amount.IsPositive || !Amount.IsWholeMinor || Amount.Units > MaxUnits))
            yield return new("amount", "not_payable", "This is not positive, too fine or too large for a transfer.");
        if (ReceivedOn != default && ReceivedOn < Earliest)
            yield return new("receivedOn", "out_of_range", "This is too long ago.");
        if (ReceivedOn > DateOnly.FromDateTime((now + DayAhead).UtcDateTime))
            yield return new("receivedOn", "in_future", "This day has not come yet.");
    }

    /// <summary>The fields that differ in another record of the same transfer.</summary>
    public IEnumerable<string> Differences(ReceivedTransfer other)
    {
        if (Amount != other.Amount) yield return "amount";
        if (ReceivedOn != other.ReceivedOn) yield return "receivedOn";
        if (Remittance != other.Remittance) yield return "remittance";
        if (Payer != other.Payer) yield return "payer";
    }

    /// <summary>What its text leads to: a top-up, or the reason why to none.</summary>
    public ReceivedTransfer LedTo(ReferredTopUp? topUp, string? why, bool needsFourEyes) => this with
    {
        Status = topUp is null ? TransferStatus.Unmatched : Taken(needsFourEyes),
        Of = topUp,
        Detail = why,
    };

    /// <summary>A second person agrees; agreeing again is the same approval.</summary>
    public Outcome<ReceivedTransfer, ApprovalRefusal> Approve(string by, DateTimeOffset now)
    {
        if (Acts[^1] is { Kind: TransferActKind.Approved } last && last.By == by) return this;
        if (Status != TransferStatus.AwaitingApproval) return ApprovalRefusal.NotAwaitingApproval;
        if (Acts.Any(act => act.Kind != TransferActKind.Approved && act.By == by))
            return ApprovalRefusal.FourEyesRequired;

        return this with
        {
            Status = TransferStatus.Matched,
            Acts = Acts.Add(new(TransferActKind.Approved, by, now)),
        };
    }

    /// <summary>A person says which top-up it pays; saying the same again is the same match.</summary>
    /// <param name="topUp">Null for a reference that leads to none.</param>
    public Outcome<ReceivedTransfer, MatchRefusal> MatchTo(ReferredTopUp? topUp, TransferAct act, bool needsFourEyes)
    {
        if (topUp is not { } found) return MatchRefusal.UnknownReference;
        if (Status != TransferStatus.Unmatched)
            return Of == found && Acts.Any(earlier => earlier.Reference == act.Reference)
                ? this
                : MatchRefusal.NotUnmatched;
        if (Acts.Length >= MaxActs) return MatchRefusal.TooManyMatches;

        return this with { Status = Taken(needsFourEyes), Of = found, Detail = null, Acts = Acts.Add(act) };
    }

    /// <summary>What the top-up made of it; one that cannot take it leaves it to a person.</summary>
    public ReceivedTransfer Counted(TopUpStep step) => step is TopUpStep.Disagrees odd
        ? this with { Status = TransferStatus.Unmatched, Of = null, Detail = odd.Reason }
        : this with { Status = TransferStatus.Applied, Detail = Standing(step.TopUp) };

    private static string? Standing(TopUp topUp)
    {
        if (topUp.Credited is not null) return "credited";
        return topUp.IsOpen ? "part" : topUp.Reason;
    }

    private static TransferStatus Taken(bool needsFourEyes) =>
        needsFourEyes ? TransferStatus.AwaitingApproval : TransferStatus.Matched;
}
