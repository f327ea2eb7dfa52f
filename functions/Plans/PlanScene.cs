using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Plans;

/// <summary>What deciding about a plan must know of its account, as one head of the ledger has it.</summary>
/// <param name="At">When the fact is true: now, or when it was due.</param>
/// <param name="Now">When it is decided.</param>
/// <param name="TopUp">The top-up credit that can pay a plan.</param>
public sealed record PlanScene(DateTimeOffset At, DateTimeOffset Now, ImmutableArray<Cover> Covers, Amount TopUp)
{
    /// <summary>What is tried again because the account had no room.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public Cover? Cover(PlanId plan, int term) => Covers.FirstOrDefault(cover => cover.Id == Id(plan, term));

    /// <summary>Whether the ledger can hold one more cover of these terms.</summary>
    public bool HasRoom(CoverTerms terms) =>
        Covers.Length < AccountState.MaxCovers
        && CoverRules.Refusal(terms, Covers.Select(cover => cover.Terms)) is null;

    /// <summary>Whether the ledger can take one more change of a term's cover.</summary>
    public bool MayChange(PlanId plan, int term) =>
        Cover(plan, term) is { } cover && CoverChangeRules.HasRoom(cover, Others(cover), Now);

    /// <summary>Whether the ledger can make this change of a cover.</summary>
    public bool Allows(MovementFact.CoverChanged change) =>
        Covers.FirstOrDefault(cover => cover.Id == change.Cover) is { } cover
        && CoverChangeRules.Refusal(cover, change, Others(cover), Now) is null;

    /// <summary>The ledger's name of a term's cover.</summary>
    public static LotId Id(PlanId plan, int term) =>
        new(string.Create(CultureInfo.InvariantCulture, $"plan:{plan}:{term}"));

    private Cover[] Others(Cover cover) => [.. Covers.Where(other => other.Id != cover.Id)];
}
