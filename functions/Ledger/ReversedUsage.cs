using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>Whether the producer took an event back, or replaced it by another.</summary>
public enum ReversalKind
{
    Void = 1,
    Amend = 2,
}

/// <summary>The event that reversed a line: it has an id of its own, from the same source.</summary>
public sealed record ReversedBy(ReversalKind Kind, string EventId, DateTimeOffset Time)
{
    /// <summary>The form that is kept under the original's once-only key.</summary>
    public string Text => $"{EnumText.Format(Kind)} {Rfc3339.Format(Time)} {EventId}";

    /// <exception cref="FormatException">The text was not kept so.</exception>
    public static ReversedBy Parse(string text) => text.Split(' ', 3) is [var kind, var time, var id]
        && EnumText.TryParse<ReversalKind>(kind, out var known)
        && Rfc3339.TryParse(time, out var instant)
            ? new(known, id, instant)
            : throw new FormatException($"'{text}' names no reversal.");
}

/// <summary>A charged line that is given back, with all of it that giving back needs.</summary>
/// <param name="Counted">What the line added to its month's tier counter.</param>
/// <param name="Legs">Who paid, in the order of funds.</param>
public sealed record ReversedUsage(
    LineId Line,
    string Source,
    string EventId,
    DateTimeOffset Time,
    ServiceName Service,
    MeterName Meter,
    Quantity Counted,
    Amount Amount,
    ImmutableArray<Leg> Legs)
{
    /// <param name="covers">The terms of the covers that paid for a part of it.</param>
    public static ReversedUsage Of(LineId id, RatedLine line, IReadOnlyDictionary<LotId, CoverTerms> covers) => new(
        id, line.Source, line.EventId, line.Time, line.Service, line.Meter, CountedOf(line, covers), line.Amount,
        line.Legs);

    /// <summary>True if it is that very line, word for word.</summary>
    public bool Is(RatedLine line, IReadOnlyDictionary<LotId, CoverTerms> covers)
    {
        var due = Of(Line, line, covers);
        return due.Legs.AsSpan().SequenceEqual(Legs.AsSpan()) && due with { Legs = Legs } == this;
    }

    /// <summary>What covers paid for at prices of their own is counted by no tier.</summary>
    private static Quantity CountedOf(RatedLine line, IReadOnlyDictionary<LotId, CoverTerms> covers)
    {
        var counted = line.Billed;
        foreach (var leg in line.Legs)
            if (leg.Kind == FundKind.Plan
                && covers[leg.Fund].PriceOf(line.Service, line.Meter, line.Dimensions) is not null)
                counted -= leg.Quantity;
        return counted;
    }
}
