namespace Billing.Ledger;

/// <summary>What pricing finds wrong with a committed line; null when its price is right.</summary>
/// <param name="committedAt">When the line was charged.</param>
/// <param name="before">The account before the line.</param>
public delegate string? LinePriceCheck(RatedLine line, DateTimeOffset committedAt, AccountBook before);

/// <summary>Lets the audit ask pricing about lines; the ledger itself does not know what a price is.</summary>
public sealed record PriceWitness(Func<CancellationToken, Task<LinePriceCheck>> Load);
