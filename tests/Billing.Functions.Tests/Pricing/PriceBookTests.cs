using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly PriceBook Book = PriceBook.Of(
        1, Some.Noon, Some.RateCard("gpu/seconds/USD", Some.Terms(), Some.Terms(validFrom: Some.Noon)));

    [Theory]
    [InlineData("gpu/seconds/USD@1", 1)]
    [InlineData("gpu/seconds/USD@2", 2)]
    [InlineData("gpu/seconds/USD@3", null)]
    [InlineData("gpu/seconds/USD@0", null)]
    [InlineData("gpu/seconds/VND@1", null)]
    [InlineData("gpu/seconds/USD", null)]
    public void A_version_is_found_by_the_name_that_lines_carry(string name, int? number) =>
        Assert.Equal(number, Book.Version(name)?.Number);

    [Fact]
    public void A_card_is_found_by_service_meter_and_currency()
    {
        Assert.NotNull(Book.Find(new("gpu"), new("seconds"), Currency.Usd));
        Assert.Null(Book.Find(new("gpu"), new("seconds"), Currency.Vnd));
    }

    [Fact]
    public void A_book_is_complete_for_events_before_it_was_read_but_for_the_skew_of_clocks()
    {
        Assert.True(Book.IsCompleteFor(Some.Noon - PriceBook.ClockSkew - TimeSpan.FromTicks(1)));
        Assert.False(Book.IsCompleteFor(Some.Noon - PriceBook.ClockSkew));
        Assert.True(Book.Confirmed(Some.Noon.AddMinutes(1)).IsCompleteFor(Some.Noon));
    }
}
