using Billing.Money;

namespace Billing.TopUps;

/// <summary>How little and how much each gateway takes at once, where it says so, in what is paid there.</summary>
public static class PayLimits
{
    private const long VnPayLeast = 5_000;
    private const long VnPayMost = 999_999_999;
    private const long StripeMost = 99_999_999;

    /// <summary>Null where the gateway takes it.</summary>
    public static QuoteRefusal? Misfit(PayMethod method, Amount total)
    {
        var (least, most) = Of(method, total.Currency);
        if (total < Amount.OfMinor(least, total.Currency)) return QuoteRefusal.BelowMinimum;
        if (most is { } limit && total > Amount.OfMinor(limit, total.Currency)) return QuoteRefusal.AboveMaximum;
        return null;
    }

    /// <summary>In minor units.</summary>
    private static (long Least, long? Most) Of(PayMethod method, Currency currency)
    {
        if (method == PayMethod.VnPay) return (VnPayLeast, VnPayMost);
        return method == PayMethod.Stripe ? (StripeLeast(currency), StripeMost) : (1, null);
    }

    private static long StripeLeast(Currency currency) => currency.Code switch
    {
        "USD" or "EUR" or "JPY" => 50,
        "GBP" => 30,
        "HKD" => 400,
        _ => 1,
    };
}
