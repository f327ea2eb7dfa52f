namespace Billing.Ledger;

/// <summary>
/// Holds the movements of an account that was found sound against the rows beside its ledger, both ways. A row stands
/// in the transaction of its movement: of what the audit replayed, each row is there by now; what a row stands for may
/// have been committed since.
/// </summary>
internal sealed class CreditAudit(LedgerAudit audit, AccountId account, AuditRows rows)
{
    private readonly Dictionary<string, Movement> _unclaimed = new(audit.Credits, StringComparer.Ordinal);

    /// <summary>The first row that has no other side; null when each has one.</summary>
    public async Task<AuditFinding?> Compare(CreditWitness witness, CancellationToken stop)
    {
        var owed = new List<(string Row, MovementFact Fact)>();
        await foreach (var row in rows.Read(KeyRange.All(witness.Row), null, stop))
        {
            List<MovementFact> facts;
            try
            {
                facts = [.. witness.Owed(account, row)];
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                return new(row.RowKey, AuditRules.Readable, broken.Message);
            }
            owed.AddRange(facts.Where(fact => !Claim(fact)).Select(fact => (row.RowKey, fact)));
        }
        if (owed.Count > 0)
        {
            await AddLater(stop);
            foreach (var (row, fact) in owed)
                if (!Claim(fact)) return new(row, witness.Rule, $"No movement says {fact.Cause} as it does.");
        }
        var bare = _unclaimed.Values.FirstOrDefault(it => it.CommitNo <= audit.Commits && witness.Concerns(it.Fact));
        return bare is null
            ? null
            : new(
                LedgerKeys.Movement(account, bare.Day, bare.Seq), witness.Rule,
                $"No row beside the ledger stands for {bare.Fact.Cause}.");
    }

    /// <summary>Each movement has one row: a second one that says the same has none.</summary>
    private bool Claim(MovementFact fact)
    {
        var isThere = _unclaimed.TryGetValue(fact.Cause, out var movement)
            && MovementJson.Write(movement.Fact, []) == MovementJson.Write(fact, []);
        if (isThere) _unclaimed.Remove(fact.Cause);
        return isThere;
    }

    private async Task AddLater(CancellationToken stop)
    {
        await foreach (var row in rows.Read(KeyRange.All(LedgerKeys.MovementRow), null, stop))
        {
            if (row.TryGetInt64("CommitNo") is not { } commitNo || commitNo <= audit.Commits) continue;
            var movement = MovementRow.Read(row);
            if (LedgerAudit.IsCredit(movement.Fact)) _unclaimed.TryAdd(movement.Fact.Cause, movement);
        }
    }
}
