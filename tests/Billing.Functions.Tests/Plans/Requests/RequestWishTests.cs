using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Plans.Requests;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class RequestWishTests
{
    [Theory]
    [InlineData("ann@example.com", "+84 28 1234 567", "5000", "")]
    [InlineData("ann@example.com", null, null, "")]
    [InlineData("ann.example.com", null, null, "contact.email")]
    [InlineData("ann@example", "call me", null, "contact.email contact.phone")]
    [InlineData("ann@example.com", "+", null, "contact.phone")]
    [InlineData("ann@example.com", "12345", "0", "budget.amount")]
    [InlineData("ann@example.com", "(028) 1234-567", "-1", "contact.phone budget.amount")]
    public void What_sales_cannot_answer_is_named(string email, string? phone, string? budget, string expected)
    {
        var wish = SomePlanRequest.Wish with
        {
            Contact = new("Ann", email, phone),
            Budget = budget is null ? null : Amount.Parse(budget, Currency.Usd),
        };

        Assert.Equal(expected, string.Join(' ', wish.Faults().Select(fault => fault.Field)));
    }
}
