using Billing.Money;

namespace Billing.TopUps;

/// <summary>
/// How fine each gateway takes money. It is the gateway's rule and not that of ISO 4217: PayPal takes no fraction of a
/// forint or a Taiwan dollar, which others do.
/// </summary>
public static class PayScale
{
    private static readonly Currency[] WholeAtPayPal =
        [Currency.Parse("HUF"), Currency.Parse("JPY"), Currency.Parse("TWD")];

    /// <summary>Decimals that the gateway takes.</summary>
    public static int Digits(PayMethod method, Currency currency) =>
        method == PayMethod.PayPal && WholeAtPayPal.Contains(currency) ? 0 : currency.MinorDigits;

    /// <summary>True if the gateway can be told this amount as it stands.</summary>
    public static bool Takes(PayMethod method, Amount amount)
    {
        var digits = Digits(method, amount.Currency);
        var step = amount.Currency.UnitsPerMajor;
        for (var i = 0; i < digits; i++) step /= 10;
        return amount.Units % step == 0;
    }
}
