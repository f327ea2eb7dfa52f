using Billing.Ledger;
using Billing.Simulation.Storage;
using Billing.Simulation.World;

namespace Billing.Simulation.Checks;

/// <summary>Looks at every write to the ledger as it happens, whoever made it.</summary>
public sealed class LedgerWatch
{
    private readonly SimWorld _world;
    private readonly LedgerTable _ledger;
    private readonly LedgerReader _reader;
    private readonly SortedDictionary<string, AccountShadow> _accounts = new(StringComparer.Ordinal);

    public LedgerWatch(SimWorld world)
    {
        _world = world;
        _ledger = new(world.Open);
        _reader = new(_ledger);
        world.Store.Written += See;
    }

    public long Commits { get; private set; }

    public IEnumerable<AccountShadow> Accounts => _accounts.Values;

    public AccountShadow Of(AccountId account)
    {
        if (!_accounts.TryGetValue(account.Value, out var shadow))
            _accounts.Add(account.Value, shadow = new(account, _ledger, _reader, _world.Violations));
        return shadow;
    }

    private void See(string table, IReadOnlyList<WrittenRow> changes)
    {
        if (table != LedgerTable.Name) return;
        var partition = changes[0].Row.PartitionKey;
        var name = partition[(partition.IndexOf('|') + 1)..];
        var shadow = Of(name == AccountId.Unidentified.Value ? AccountId.Unidentified : AccountId.Parse(name));
        var before = shadow.CommitNo;
        try
        {
            shadow.See(changes, _world.Agenda.Now);
        }
        catch (Exception broken) when (broken is Billing.Platform.InvariantException or LedgerFormatException)
        {
            _world.Violations.Add("A write does not read", broken.ToString());
        }
        Commits += shadow.CommitNo - before;
    }
}
