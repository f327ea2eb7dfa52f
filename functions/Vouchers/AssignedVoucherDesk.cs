using System.Collections.Concurrent;
using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>A code that its account may still redeem, with its terms.</summary>
public sealed record RedeemableVoucher(AssignedVoucher Assigned, VoucherCampaign Campaign);

/// <summary>Gives codes to accounts and tells which of them can still be redeemed.</summary>
public sealed class AssignedVoucherDesk(
    AssignedVoucherTable assigned, VoucherTable vouchers, CampaignTable campaigns, TimeProvider clock)
{
    private const int MaxAtOnce = 16;

    /// <summary>Makes sure that the account's list has room: what came to its end makes way.</summary>
    /// <returns>False when so many are open that no further one would be seen.</returns>
    public async Task<bool> HasRoom(AccountId account, CancellationToken stop)
    {
        var all = await assigned.List(account, stop);
        if (all.Count < AssignedVoucherTable.MaxPerAccount) return true;

        var open = (await Redeemable(all, stop)).Select(it => it.Assigned).ToHashSet();
        var over = all.Where(it => !open.Contains(it)).ToList();
        await AtOnce.ForEach(over, MaxAtOnce, assigned.Remove, stop);
        return over.Count > 0;
    }

    /// <summary>The account's codes that can still be redeemed, newest first.</summary>
    /// <param name="after">Only older ones.</param>
    public async Task<ImmutableArray<RedeemableVoucher>> Redeemable(
        AccountId account, RedemptionId? after, CancellationToken stop)
    {
        var all = await assigned.List(account, stop);
        return await Redeemable(
            [.. all.Where(it => after is null || string.CompareOrdinal(it.Id.Value, after.Value.Value) < 0)], stop);
    }

    private async Task<ImmutableArray<RedeemableVoucher>> Redeemable(
        IReadOnlyList<AssignedVoucher> among, CancellationToken stop)
    {
        var (now, found) = (clock.GetUtcNow(), new ConcurrentBag<RedeemableVoucher>());
        await AtOnce.ForEach(among, MaxAtOnce, Look, stop);
        return [.. found.OrderByDescending(it => it.Assigned.Id.Value, StringComparer.Ordinal)];

        async Task Look(AssignedVoucher it, CancellationToken token)
        {
            var voucher = await vouchers.Find(it.Code, it.Account, token);
            if (voucher is null || voucher.AssignedTo != it.Account) return;
            if (await campaigns.Find(voucher.Campaign, token) is not { } campaign) return;
            if (voucher.Of(campaign).IsOpen(voucher.Earlier, now)) found.Add(new(it, campaign));
        }
    }
}
