using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class MethodOfferTests
{
    [Theory]
    [InlineData(false, "USD EUR", "USD", "USD")]
    [InlineData(false, "USD EUR", "VND", "")]
    [InlineData(true, "USD EUR", "VND", "USD EUR")]
    [InlineData(true, "USD EUR", "USD", "EUR")]
    public void A_balance_is_paid_in_its_own_currency_or_by_exchange_in_others(
        bool byExchange, string currencies, string held, string paid)
    {
        var offer = new MethodOffer(
            PayMethod.PayPal, CountrySet.Of(["VN"]), [.. currencies.Split(' ').Select(Currency.Parse)], byExchange, [],
            []);

        Assert.Equal(paid, string.Join(' ', offer.PaidIn(Currency.Parse(held))));
    }
}
