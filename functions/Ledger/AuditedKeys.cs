using System.IO.Hashing;
using System.Text;

namespace Billing.Ledger;

/// <summary>The keys of the rows that an account's commits wrote, 16 bytes each.</summary>
internal sealed class AuditedKeys
{
    private readonly HashSet<UInt128> _written = [];
    private readonly HashSet<string> _quarantined = new(StringComparer.Ordinal);

    /// <summary>Quarantine rows that no commit has removed.</summary>
    public IReadOnlyCollection<string> Quarantined => _quarantined;

    /// <summary>A quarantine row goes when its event is rated after all, an outbox row when it was delivered.</summary>
    public static bool MayBeGone(string key) => key[0] is LedgerKeys.QuarantineRow or LedgerKeys.OutboxRow;

    public void Add(string key) =>
        AuditRules.Require(_written.Add(Short(key)), AuditRules.Unchanged, "It was written twice.");

    public void Change(RowChange change, string key)
    {
        if (key[0] != LedgerKeys.QuarantineRow)
        {
            Add(key);
            return;
        }
        var isDue = change == RowChange.Added ? _quarantined.Add(key) : _quarantined.Remove(key);
        AuditRules.Require(isDue, AuditRules.Unchanged, "It was kept twice, or removed without being there.");
    }

    public bool Contains(string key) => _written.Contains(Short(key)) || _quarantined.Contains(key);

    private static UInt128 Short(string key) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(key));
}
