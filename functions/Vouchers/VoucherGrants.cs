using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>Turns a counted redemption into credit: once, however often and by whomever it is asked for.</summary>
public sealed class VoucherGrants(LedgerDesk desk, LedgerTable ledger, VoucherTable vouchers, TimeProvider clock)
{
    private const string WelcomeKind = "welcome";
    private const string WelcomeKey = "new-account";

    /// <summary>
    /// Whether a code for new accounts may be used here. An account is welcomed once: of several such codes at once the
    /// first that claims the welcome keeps it, also when nothing comes of it.
    /// </summary>
    /// <param name="digest">Names the code without telling it.</param>
    public Task<bool> ClaimWelcome(AccountId account, string digest, CancellationToken stop) =>
        desk.Decide(account, async (head, token) =>
        {
            var earlier = await ledger.FindOnce(account, WelcomeKind, WelcomeKey, token);
            if (earlier is not null) return new Decision<bool>(earlier.Answer == digest);
            if (!Redeemer.IsNewAccount(head)) return new Decision<bool>(false);

            return new Decision<bool>(true, new LedgerEntry(clock.GetUtcNow())
            {
                Once = [new(WelcomeKind, WelcomeKey, RequestHash: "", digest)],
            });
        }, stop);

    public async Task<Redemption> Complete(OpenRedemption open, CancellationToken stop)
    {
        var redemption = open.Redemption;
        await desk.Decide(redemption.Account, (head, token) => Grant(head, redemption, token), stop);
        await vouchers.Close(open, stop);
        return redemption with { Stage = RedemptionStage.Granted };
    }

    private async Task<Decision<bool>> Grant(AccountHead head, Redemption redemption, CancellationToken stop)
    {
        var earlier = await ledger.FindOnce(head.Account, Redemption.OnceKind, redemption.Id.Value, stop);
        if (earlier is not null) return new(false);

        return new(true, redemption.Grant(head.State, clock.GetUtcNow()))
        {
            Beside = [new(TableTransactionActionType.Add, RedeemedVoucherTable.Row(redemption))],
        };
    }
}
