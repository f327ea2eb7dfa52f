using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>A balance below which the account wants to be told.</summary>
/// <param name="IsArmed">True when the balance was at or above it since it was last told of.</param>
public readonly record struct Threshold(long Units, bool IsArmed)
{
    public Threshold After(long spendableUnits) => this with { IsArmed = spendableUnits >= Units };
}

/// <summary>The balances below which an account wants to be told, and which of them it has been told of.</summary>
/// <param name="IsChosen">False for the defaults that the account was given because nobody chose.</param>
/// <param name="Thresholds">Highest first.</param>
public sealed record LowBalance(bool IsChosen, ImmutableArray<Threshold> Thresholds)
{
    public const int MaxThresholds = 5;

    /// <summary>
    /// A threshold that stood already keeps what it has been told of. A new one that the balance is below already is
    /// silent: the balance did not fall below it.
    /// </summary>
    public static LowBalance Of(MovementFact.ThresholdsSet fact, LowBalance? earlier, long spendableUnits)
    {
        var units = fact.Thresholds.Select(it => it.Units).ToList();
        var isOrdered = units.Count <= MaxThresholds && units.SequenceEqual(units.Distinct().OrderDescending());
        Invariant.Holds(isOrdered && units.TrueForAll(it => it > 0), "Thresholds are few, different and positive");
        var stood = (earlier?.Thresholds ?? []).ToDictionary(it => it.Units);
        return new(fact.IsChosen, [.. units.Select(it => stood.GetValueOrDefault(it, Fresh(it)))]);

        Threshold Fresh(long limit) => new Threshold(limit, false).After(spendableUnits);
    }

    /// <summary>The thresholds that a balance has fallen below now, highest first.</summary>
    public IEnumerable<long> Passed(long spendableUnits) =>
        Thresholds.Where(it => it.IsArmed && spendableUnits < it.Units).Select(it => it.Units);

    /// <summary>Told once below, armed again at or above.</summary>
    public LowBalance After(long spendableUnits) =>
        Thresholds.All(it => it.IsArmed == spendableUnits >= it.Units)
            ? this
            : this with { Thresholds = [.. Thresholds.Select(it => it.After(spendableUnits))] };

    public bool Equals(LowBalance? other) =>
        other is not null && IsChosen == other.IsChosen
        && Thresholds.AsSpan().SequenceEqual(other.Thresholds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(IsChosen, Thresholds.Length);
}
