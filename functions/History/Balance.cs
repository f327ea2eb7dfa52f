using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;

namespace Billing.History;

/// <summary>
/// What an account can spend now, by where it came from. Total = top-up + voucher; debt makes the top-up part, and so
/// the total, negative. Credit that has expired or is not valid yet is in no sum.
/// </summary>
/// <param name="Currency">Null, as all sums then are, until a billing profile has named one.</param>
/// <param name="Display">The total rounded down to what people pay in, for a header.</param>
/// <param name="Plans">What is left on billing plans: beside the total, never in it.</param>
/// <param name="Held">What of the total cannot be used, while a payment is disputed or refunded.</param>
/// <param name="Available">Total less held.</param>
/// <param name="Missing">What stands in the way of adding credit, such as billing_profile_required.</param>
public sealed record Balance(
    Currency? Currency,
    Amount? Total,
    Amount? Display,
    Amount? TopUp,
    Amount? Voucher,
    ImmutableArray<PlanBalance> Plans,
    Amount? Held,
    Amount? Available,
    Amount? Debt,
    bool CanTopUp,
    ImmutableArray<string> Missing)
{
    public const string ProfileMissing = "billing_profile_required";

    /// <summary>The same in another currency; null unless it is asked for and there is a rate.</summary>
    public ApproximateBalance? Approximate { get; init; }

    /// <summary>An open account has a profile, so credit can be added.</summary>
    public static Balance Of(AccountState state, DateTimeOffset now)
    {
        var voucher = state.Available(LotKind.Voucher, now);
        var topUp = state.Available(LotKind.TopUp, now) - state.Debt;
        return Of(topUp, voucher, state.Debt, state.Held) with { Plans = PlanBalance.Of(state.Covers, now) };
    }

    /// <summary>An account whose ledger nothing has opened: nothing to spend, in the currency of its profile.</summary>
    public static Balance Unopened(Currency? profileCurrency) => profileCurrency is { } currency
        ? Of(Amount.Zero(currency), Amount.Zero(currency), Amount.Zero(currency), Amount.Zero(currency))
        : new(null, null, null, null, null, [], null, null, null, CanTopUp: false, [ProfileMissing]);

    private static Balance Of(Amount topUp, Amount voucher, Amount debt, Amount held)
    {
        var total = topUp + voucher;
        var (spendable, available) = (total.FloorToMinor(), total - held);
        return new(total.Currency, total, spendable, topUp, voucher, [], held, available, debt, CanTopUp: true, []);
    }
}
