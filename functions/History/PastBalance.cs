using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.History;

/// <summary>
/// What an account's ledger held after the last commit at or before an instant. It is what the books said: credit that
/// was past its end counts until it was posted as expired, and credit that was not valid yet counts as well.
/// </summary>
/// <param name="Currency">Null, as all sums then are, until a billing profile has named one.</param>
/// <param name="Total">Top-up and voucher.</param>
/// <param name="TopUp">Less the debt.</param>
/// <param name="Commit">The number of that commit; 0 before the first.</param>
/// <param name="IsFinal">False while a decision of that time may still be committed.</param>
public sealed record PastBalance(
    DateTimeOffset AsOf,
    Currency? Currency,
    Amount? Total,
    Amount? TopUp,
    Amount? Voucher,
    Amount? Debt,
    long Commit,
    DateTimeOffset? CommittedAt,
    bool IsFinal)
{
    /// <param name="last">Null before the first commit.</param>
    /// <param name="currency">Null where nothing has named one.</param>
    public static PastBalance Of(DateTimeOffset asOf, CommitContent? last, Currency? currency, bool isFinal)
    {
        Invariant.Holds(last is null || currency is not null || last.Closing == default, "Money has a currency");
        if (currency is not { } known) return new(asOf, null, null, null, null, null, 0, null, isFinal);

        var sums = last?.Closing ?? default;
        var (topUp, voucher) = (new Amount(sums.TopUp - sums.Debt, known), new Amount(sums.Voucher, known));
        return new(
            asOf, known, topUp + voucher, topUp, voucher, new(sums.Debt, known), last?.CommitNo ?? 0, last?.Time,
            isFinal);
    }
}
