using Billing.Ledger;

namespace Billing.Usage;

/// <summary>What the ledger knows of an original.</summary>
/// <param name="Line">The line that the original was charged by; null if it never was.</param>
/// <param name="ReversedBy">The name of the correction that reversed it; null if none did.</param>
public sealed record KnownOriginal(LineId Id, RatedLine? Line, string? ReversedBy);

/// <summary>The originals of some corrections, by the corrections' names, and the lots that those may reopen.</summary>
public sealed record Originals(
    IReadOnlyDictionary<string, KnownOriginal> ByName,
    IReadOnlyDictionary<LotId, Lot> Lots,
    CoverRecord Covers)
{
    /// <summary>Reads what is stored; after the head, so that a commit on that head misses nothing.</summary>
    public static async Task<Originals> Load(
        OriginalReader ledger, AccountHead head, IReadOnlyCollection<Correction> corrections, CancellationToken stop)
    {
        var found = await Task.WhenAll(corrections.Select(it => Find(ledger, head.Account, it, stop)));
        var byName = new Dictionary<string, KnownOriginal>(StringComparer.Ordinal);
        foreach (var (correction, original) in corrections.Zip(found)) byName.TryAdd(correction.Name, original);
        var held = head.State.Lots.Select(lot => lot.Id).ToHashSet();
        var legs = byName.Values.SelectMany(original => original.Line?.Legs ?? []).ToList();
        var covers = legs.Exists(leg => leg.Kind == FundKind.Plan)
            ? await ledger.Covers(head.Account, stop)
            : new CoverRecord();
        var gone = legs
            .Where(leg => leg.Kind is FundKind.Voucher or FundKind.TopUp && !held.Contains(leg.Fund))
            .Select(leg => leg.Fund)
            .ToHashSet();
        return new(byName, await ledger.Lots(head.Account, gone, stop), covers);
    }

    private static async Task<KnownOriginal> Find(
        OriginalReader ledger, AccountId account, Correction correction, CancellationToken stop)
    {
        var (id, time) = correction.Original;
        var line = await ledger.Find(account, correction.Source, id, time, stop);
        var key = ReversalKeys.Key(LedgerKeys.DayOf(time), correction.OriginalKey);
        var reversed = await ledger.FindOnce(account, ReversalKeys.OfOriginal, key, stop);
        return new(line?.Id ?? default, line?.Line, reversed?.RequestHash);
    }
}
