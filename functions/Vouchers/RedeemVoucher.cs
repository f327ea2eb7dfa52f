using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Vouchers;

/// <summary>A customer enters a voucher code and has its credit at once.</summary>
public sealed class RedeemVoucher(
    ProfileTable profiles, CodeTriesTable tries, VoucherTable vouchers, RedemptionDesk desk, TimeProvider clock)
{
    public const string Applied = "Your voucher has been applied successfully.";

    [Function(nameof(RedeemVoucher))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/vouchers")]
        HttpRequest request,
        string account,
        CancellationToken stop)
    {
        var body = await RequestBody.Read(request, stop);
        var code = body.Value<VoucherCode>("code", VoucherCode.TryParse, "a voucher code: ten letters A–Z and digits");
        if (body.Refused() is { } problem) return problem;

        var (owner, now) = (AccountId.Parse(account), clock.GetUtcNow());
        if (await profiles.FindBuyer(owner, stop) is not { } buyer) return Refuse(RedeemRefusal.BillingProfileRequired);
        if (await tries.Count(owner, now, stop) is { } wait) return Refuse(RedeemRefusal.TooManyAttempts, wait);
        if (await vouchers.Find(code, owner, stop) is not { } found) return Refuse(RedeemRefusal.NotFound);
        await tries.TakeBack(owner, now, stop);

        var id = RedemptionId.Parse(request.EffectId());
        var outcome = await desk.Redeem(found, buyer, id, owner, stop);
        return outcome.IsAccepted(out var redemption, out var refusal) ? Grant(redemption) : Refuse(refusal);
    }

    private ObjectResult Grant(Redemption redemption) =>
        new(new RedeemedAnswer(Applied, VoucherView.Of(new(redemption, redemption.Amount), clock.GetUtcNow())))
        {
            StatusCode = StatusCodes.Status201Created,
        };

    private static IActionResult Refuse(RedeemRefusal refusal, TimeSpan wait = default) => refusal switch
    {
        RedeemRefusal.NotFound => Because(404, refusal, "There is no such voucher code."),
        RedeemRefusal.NotStarted => Because(409, refusal, "This code cannot be redeemed yet."),
        RedeemRefusal.Expired => Because(409, refusal, "This code cannot be redeemed any more."),
        RedeemRefusal.AlreadyRedeemedByAccount => Because(409, refusal, "You have redeemed this code already."),
        RedeemRefusal.RedemptionLimitReached =>
            Because(409, refusal, "This code has been redeemed as often as it can be."),
        RedeemRefusal.BudgetExhausted => Because(409, refusal, "What this campaign may give away has been given."),
        RedeemRefusal.CurrencyMismatch =>
            Because(409, refusal, "This code gives credit in another currency than yours."),
        RedeemRefusal.NotEligible => Because(409, refusal, "This code is not for your account."),
        RedeemRefusal.Revoked => Because(409, refusal, "This code was withdrawn."),
        RedeemRefusal.BillingProfileRequired => Because(409, refusal, "Save a billing profile first."),
        RedeemRefusal.TooManyOpenVouchers => Because(409, refusal, "Use some of your vouchers before you redeem more."),
        RedeemRefusal.TooManyAttempts => Problem.TooMany(
            Problem.Code(refusal), "Too many wrong codes; try again later.", (int)Math.Ceiling(wait.TotalSeconds)),
    };

    private static IActionResult Because(int status, RedeemRefusal refusal, string detail) =>
        Problem.Of(status, Problem.Code(refusal), detail);
}

/// <summary>What the customer is told, and the voucher as its list has it.</summary>
public sealed record RedeemedAnswer(string Message, VoucherView Voucher);
