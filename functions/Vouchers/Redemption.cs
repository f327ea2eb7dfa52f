using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Vouchers;

/// <summary>How far a redemption has come.</summary>
public enum RedemptionStage
{
    /// <summary>Counted against the code; the credit is owed.</summary>
    Reserved = 1,

    /// <summary>The credit stands in the account's ledger.</summary>
    Granted = 2,
}

/// <summary>
/// One account's use of one code: everything that granting the credit needs, fixed when the use was counted.
/// </summary>
/// <param name="MaskedCode">Two characters at either end of the code.</param>
/// <param name="TimeZone">The account's billing time zone, should this credit be what opens its ledger.</param>
/// <param name="Ordinal">The account's first use of the code is 1.</param>
public sealed record Redemption(
    RedemptionId Id,
    CampaignId Campaign,
    string MaskedCode,
    AccountId Account,
    Amount Amount,
    TimeWindow Credit,
    ImmutableArray<ServiceName> Services,
    string TimeZone,
    DateTimeOffset At,
    int Ordinal,
    RedemptionStage Stage)
{
    public const string OnceKind = "voucher";

    public MovementFact.VoucherGranted Fact => new(
        Id.Value, Campaign.Value, Amount, Credit.From ?? At, Credit.Until, Services);

    /// <summary>The lot that the credit becomes.</summary>
    public LotId Lot => new(Fact.Cause);

    /// <summary>
    /// The one commit that turns the redemption into credit, and opens the ledger if nothing has yet.
    /// </summary>
    public LedgerEntry Grant(AccountState state, DateTimeOffset now) => new(now)
    {
        Movements = state.IsOpen ? [Fact] : [new MovementFact.Opened(Amount.Currency, TimeZone), Fact],
        Once = [new(OnceKind, Id.Value, RequestHash: "", Answer: "")],
    };
}
