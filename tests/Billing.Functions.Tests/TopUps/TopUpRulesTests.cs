using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpRulesTests
{
    [Theory]
    [InlineData("VN", "VND", "vnpay", "499999", "amount BelowMinimum")]
    [InlineData("VN", "VND", "vnpay", "500000", "")]
    [InlineData("VN", "VND", "vnpay", "500000.5", "amount Scale")]
    [InlineData("VN", "VND", "vnpay", "500000000", "")]
    [InlineData("VN", "VND", "vnpay", "500000001", "amount AboveMaximum")]
    [InlineData("VN", "VND", "vnpay", "0", "amount BelowMinimum")]
    [InlineData("VN", "VND", "vnpay", "-500000", "amount BelowMinimum")]
    [InlineData("VN", "VND", "stripe", "500000", "method MethodUnavailable")]
    [InlineData("VN", "VND", "stripe", "1", "amount BelowMinimum, method MethodUnavailable")]
    [InlineData("JP", "JPY", "stripe", "2999", "amount BelowMinimum")]
    [InlineData("JP", "JPY", "stripe", "3000", "")]
    [InlineData("JP", "JPY", "vnpay", "3000", "method MethodUnavailable")]
    [InlineData("US", "USD", "paypal", "24.99", "amount BelowMinimum")]
    [InlineData("US", "USD", "paypal", "25.00", "")]
    [InlineData("US", "USD", "paypal", "25.001", "amount Scale")]
    [InlineData("FR", "EUR", "paypal", "24.99", "amount BelowMinimum")]
    [InlineData("FR", "EUR", "paypal", "25.01", "")]
    [InlineData("HU", "HUF", "paypal", "9000", "")]
    [InlineData("HU", "HUF", "paypal", "9000.5", "amount Scale")]
    [InlineData("US", "JPY", "paypal", "3000", "")]
    [InlineData("US", "VND", "paypal", "500000", "method MethodUnavailable")]
    [InlineData("US", "CHF", "paypal", "30", "amount.currency CurrencyUnavailable, method MethodUnavailable")]
    [InlineData("VN", "VND", "paypal", "499999", "amount BelowMinimum")]
    [InlineData("VN", "VND", "paypal", "500000", "")]
    [InlineData("JP", "JPY", "paypal", "2999", "amount BelowMinimum")]
    [InlineData("JP", "JPY", "paypal", "3000", "")]
    [InlineData("VN", "VND", "bank-transfer", "500000", "")]
    [InlineData("JP", "JPY", "bank-transfer", "3000", "")]
    [InlineData("US", "USD", "bank-transfer", "25", "method MethodUnavailable")]
    [InlineData("US", "USD", "vnpay", "25", "method MethodUnavailable")]
    public void Amounts_and_methods_follow_country_and_currency(
        string country, string currency, string method, string amount, string faults)
    {
        var held = Currency.Parse(currency);

        var found = SomeTopUp.Rules.Faults(new(country, held), Amount.Parse(amount, held), new(method));

        Assert.Equal(faults, string.Join(", ", found.Select(fault => $"{fault.Field} {fault.Reason}")));
    }

    [Fact]
    public void Only_the_currency_of_the_balance_is_bought()
    {
        var found = SomeTopUp.Rules.Faults(SomeTopUp.Buyer, Amount.OfMinor(2_500, Currency.Usd), PayMethod.VnPay);

        Assert.Equal([new QuoteFault("amount.currency", QuoteRefusal.CurrencyMismatch)], found);
    }

    /// <summary>R22 to R24: who pays in what, and what is refused.</summary>
    [Theory]
    [InlineData("VN", "VND", "vnpay", null, "VND")]
    [InlineData("VN", "VND", "vnpay", "VND", "VND")]
    [InlineData("VN", "VND", "vnpay", "USD", "payCurrency PayCurrencyUnavailable")]
    [InlineData("VN", "VND", "paypal", null, "USD")]
    [InlineData("VN", "VND", "paypal", "USD", "USD")]
    [InlineData("VN", "VND", "paypal", "VND", "payCurrency PayCurrencyUnavailable")]
    [InlineData("VN", "VND", "paypal", "EUR", "payCurrency PayCurrencyUnavailable")]
    [InlineData("JP", "JPY", "stripe", null, "JPY")]
    [InlineData("JP", "JPY", "paypal", null, "USD")]
    [InlineData("JP", "JPY", "paypal", "JPY", "payCurrency PayCurrencyUnavailable")]
    [InlineData("FR", "EUR", "paypal", null, "EUR")]
    [InlineData("FR", "EUR", "paypal", "USD", "payCurrency PayCurrencyUnavailable")]
    public void The_currency_to_pay_in_is_the_only_one_or_the_one_asked_for(
        string country, string currency, string method, string? asked, string expected)
    {
        Currency? wanted = asked is null ? null : Currency.Parse(asked);

        Assert.Equal(expected, Paid(SomeTopUp.Rules, new(country, Currency.Parse(currency)), new(method), wanted));
    }

    [Fact]
    public void Where_several_currencies_may_be_paid_the_customer_says_which()
    {
        var several = SomeTopUp.Rules with
        {
            Methods = SomeTopUp.Rules.Methods.Add(
                new(PayMethod.PayPal, CountrySet.Of(["VN"]), [SomeTopUp.Euro], ByExchange: true, [], [])),
        };

        Assert.Equal("payCurrency PayCurrencyRequired", Paid(several, SomeTopUp.Buyer, PayMethod.PayPal, null));
        Assert.Equal("EUR", Paid(several, SomeTopUp.Buyer, PayMethod.PayPal, SomeTopUp.Euro));
        Assert.Equal("USD", Paid(several, SomeTopUp.Buyer, PayMethod.PayPal, Currency.Usd));
    }

    [Fact]
    public void Without_the_exchange_a_country_pays_in_its_own_currency_alone()
    {
        var off = SomeTopUp.Rules with { Methods = SomeTopUp.Rules.Methods.RemoveAll(offer => offer.ByExchange) };

        Assert.Equal("method MethodUnavailable", Paid(off, SomeTopUp.Buyer, PayMethod.PayPal, Currency.Usd));
        Assert.Equal("VND", Paid(off, SomeTopUp.Buyer, PayMethod.VnPay, null));
    }

    /// <summary>The currency to pay in, or the faults.</summary>
    private static string Paid(TopUpRules rules, BuyerTerms buyer, PayMethod method, Currency? asked)
    {
        var faults = rules.Faults(buyer, rules.Ranges[buyer.Currency].Minimum, method, asked);
        var paid = rules.PayCurrency(buyer, method, asked);
        Assert.Equal(faults.IsEmpty, paid is not null);
        return paid?.Code ?? string.Join(", ", faults.Select(fault => $"{fault.Field} {fault.Reason}"));
    }
}
