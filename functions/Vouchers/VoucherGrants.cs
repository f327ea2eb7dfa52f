using Azure.Data.Tables;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>Turns a counted redemption into credit: once, however often and by whomever it is asked for.</summary>
public sealed class VoucherGrants(LedgerDesk desk, LedgerTable ledger, VoucherTable vouchers, TimeProvider clock)
{
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
