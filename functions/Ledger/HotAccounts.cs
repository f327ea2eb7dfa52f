namespace Billing.Ledger;

/// <summary>Keeps the heads and identities of the accounts used last, up to a number of identities in all.</summary>
/// <param name="maxIds">About 60 bytes each.</param>
public sealed class HotAccounts(int maxIds = 2_000_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, LinkedListNode<Hot>> _byAccount = [];
    private readonly LinkedList<Hot> _byUse = [];
    private int _held;

    /// <summary>Hands the memory over: until it is put back, another writer of the account reads the store.</summary>
    public (AccountHead Head, UsageIds Ids)? Take(AccountId account, IReadOnlySet<int> days)
    {
        lock (_gate)
        {
            if (!_byAccount.TryGetValue(account, out var found)) return null;
            Remove(found);
            return days.All(found.Value.Ids.Knows) ? (found.Value.Head, found.Value.Ids) : null;
        }
    }

    public void Put(AccountHead head, UsageIds ids)
    {
        // A commit whose answer was lost and that others have built upon has no ETag to go on from.
        if (!head.IsStored) return;

        var cost = ids.Count + 16;
        if (cost > maxIds) return;
        lock (_gate)
        {
            if (_byAccount.TryGetValue(head.Account, out var old)) Remove(old);
            while (_held + cost > maxIds && _byUse.Last is { } last) Remove(last);
            _byAccount.Add(head.Account, _byUse.AddFirst(new Hot(head, ids, cost)));
            _held += cost;
        }
    }

    private void Remove(LinkedListNode<Hot> node)
    {
        _byUse.Remove(node);
        _byAccount.Remove(node.Value.Head.Account);
        _held -= node.Value.Cost;
    }

    private sealed record Hot(AccountHead Head, UsageIds Ids, int Cost);
}
