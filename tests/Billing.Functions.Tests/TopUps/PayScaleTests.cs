using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class PayScaleTests
{
    [Theory]
    [InlineData("vnpay", "500000 VND", 0, true)]
    [InlineData("stripe", "3000 JPY", 0, true)]
    [InlineData("stripe", "9000.50 HUF", 2, true)]
    [InlineData("paypal", "25.01 USD", 2, true)]
    [InlineData("paypal", "25.001 USD", 2, false)]
    [InlineData("paypal", "3000 JPY", 0, true)]
    [InlineData("paypal", "9000 HUF", 0, true)]
    [InlineData("paypal", "9000.50 HUF", 0, false)]
    [InlineData("paypal", "800 TWD", 0, true)]
    [InlineData("paypal", "800.01 TWD", 0, false)]
    public void Each_gateway_has_its_own_scale(string method, string amount, int digits, bool isTaken)
    {
        var currency = Currency.Parse(amount.Split(' ')[1]);

        Assert.Equal(digits, PayScale.Digits(new(method), currency));
        Assert.Equal(isTaken, PayScale.Takes(new(method), Amount.Parse(amount.Split(' ')[0], currency)));
    }
}
