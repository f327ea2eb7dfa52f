using Billing.Functions.Tests.Support;
using Billing.Ledger;
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
    public void A_book_is_complete_for_events_of_as_long_after_its_reading_as_the_notice_leaves()
    {
        var end = Some.Noon + PriceBook.Foresight;

        Assert.True(Book.IsCompleteFor(end.AddTicks(-1)));
        Assert.False(Book.IsCompleteFor(end));
        Assert.True(Book.Confirmed(Some.Noon.AddTicks(1)).IsCompleteFor(end));
    }

    /// <summary>
    /// The publisher's clock is slow and its write late, the reader's clock is fast: the worst there is.
    /// </summary>
    [Fact]
    public void What_is_published_after_a_reading_starts_when_the_book_is_complete_no_more()
    {
        var read = PriceBook.Of(1, Some.Noon + LedgerTime.MaxClockError);
        var publishedAt = Some.Noon - PriceBook.PublicationPatience - LedgerTime.MaxClockError;
        var card = Some.RateCard("gpu/seconds/USD", Some.Terms());

        var next = card.Publish(Some.Terms(validFrom: publishedAt + RateCard.MinNotice), publishedAt);

        Assert.True(next.IsAccepted(out var version, out _));
        Assert.False(read.IsCompleteFor(version.Terms.ValidFrom));
    }
}
