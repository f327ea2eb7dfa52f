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
    [InlineData("US", "EUR", "paypal", "30", "amount.currency CurrencyUnavailable, method MethodUnavailable")]
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

    [Fact]
    public void Paying_in_another_currency_takes_an_exchange_that_is_not_offered()
    {
        var found = SomeTopUp.Rules.Faults(SomeTopUp.Buyer, SomeTopUp.Paid, PayMethod.VnPay, Currency.Usd);

        Assert.Equal([new QuoteFault("payCurrency", QuoteRefusal.PayCurrencyUnavailable)], found);
        Assert.Empty(SomeTopUp.Rules.Faults(SomeTopUp.Buyer, SomeTopUp.Paid, PayMethod.VnPay, Currency.Vnd));
    }
}
