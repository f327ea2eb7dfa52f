using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>
/// The voucher list, newest first: every voucher that the account has redeemed, with what is left of it, and those that
/// were made for it and can still be redeemed.
/// </summary>
public sealed class GetVouchers(
    LedgerTable ledger, RedeemedVoucherTable redeemed, AssignedVoucherDesk assigned, TimeProvider clock)
{
    [Function(nameof(GetVouchers))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/accounts/{account}/vouchers")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var query = new RequestQuery(request);
        var page = query.Page();
        if (query.Refused() is { } problem) return problem;
        if (!page.TryAfter<RedemptionId>(RedemptionId.TryParse, out var after)) return Problem.BadCursor();

        var owner = AccountId.Parse(account);
        var head = await ledger.Load(owner, stop);
        var (found, now) = (await redeemed.List(owner, after, page.Limit + 1, stop), clock.GetUtcNow());
        var unsure = found.Where(it => RedeemedVoucher.MayBeForfeited(it, head.State, now)).ToList();
        var forfeited = await redeemed.Forfeited(owner, unsure, stop);
        var redeemable = await assigned.Redeemable(owner, after, stop);
        var views = found
            .Select(it => VoucherView.Of(RedeemedVoucher.Of(it, head.State, forfeited), now))
            .Concat(redeemable.Select(VoucherView.Of))
            .OrderByDescending(view => view.Id, StringComparer.Ordinal)
            .ToList();
        return new OkObjectResult(page.Cut(views, view => view.Id, view => view));
    }
}
