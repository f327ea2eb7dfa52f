using System.Text.Json.Serialization;

namespace Billing.Ledger;

/// <summary>The first row that is not as the ledger's rules say, and which rule.</summary>
/// <param name="Rule">The invariant, by its number, and what it says.</param>
public sealed record AuditFinding(string Row, string Rule, string Detail);

/// <summary>What an audit of one account came to: nothing broken, or the first broken row.</summary>
/// <param name="Quarantined">Events that are in quarantine now.</param>
public sealed record AuditReport(
    bool Ok, long Commits, long Lines, long Movements, long Quarantined, AuditFinding? FirstBroken, long ElapsedMs)
{
    /// <summary>The last commit that was found sound.</summary>
    [JsonIgnore]
    public AuditMark Mark { get; init; } = new(0, "");
}
