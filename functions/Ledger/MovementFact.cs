using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>A money fact that is not usage. The set is closed; each case says all that replaying it needs.</summary>
public abstract record MovementFact
{
    private MovementFact(string cause) => Cause = cause;

    /// <summary>What brought it about; the same cause never makes a second movement.</summary>
    public string Cause { get; }

    /// <summary>The account's currency and billing time zone are fixed.</summary>
    /// <param name="TimeZone">IANA name; billing months and days are counted in it.</param>
    public sealed record Opened(Currency Currency, string TimeZone) : MovementFact("opened");

    /// <summary>A captured payment becomes a top-up lot, after it has settled any debt.</summary>
    /// <param name="Payment">Our id of the payment.</param>
    /// <param name="Gateway">Where the money came in, lower case (vnpay).</param>
    public sealed record TopUpCredited(string Payment, string Gateway, Amount Amount)
        : MovementFact($"topup:{Payment}");

    /// <summary>A redeemed voucher becomes a voucher lot.</summary>
    /// <param name="Voucher">The campaign's id, never the secret code.</param>
    /// <param name="Redemption">Our id of the redemption.</param>
    public sealed record VoucherGranted(
        string Redemption,
        string Voucher,
        Amount Amount,
        DateTimeOffset From,
        DateTimeOffset? Until,
        ImmutableArray<ServiceName> Services) : MovementFact($"voucher:{Redemption}");
}
