using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class RateCardTests
{
    private static readonly DateTimeOffset Now = Some.Start.AddDays(10);

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(20, 2)]
    [InlineData(25, 2)]
    public void The_price_of_an_event_is_the_latest_that_was_valid_at_its_time(int day, int? number)
    {
        var card = Card(Some.Start, Some.Start.AddDays(20));

        Assert.Equal(number, card.At(Some.Start.AddDays(day))?.Number);
        if (number == 2) Assert.Equal(1, card.At(Some.Start.AddDays(20).AddTicks(-1))?.Number);
    }

    [Fact]
    public void The_first_version_may_start_in_the_past() =>
        Assert.Equal(1, Accepted(RateCard.Empty(Some.Card()).Publish(Some.Terms(), Now)).Number);

    [Fact]
    public void A_later_version_starts_after_its_notice()
    {
        var (card, earliest) = (Card(Some.Start), Now + RateCard.MinNotice);

        Assert.Equal(PublishRefusal.InThePast, Refused(card, Now.AddTicks(-1)));
        Assert.Equal(PublishRefusal.TooSoon, Refused(card, Now));
        Assert.Equal(PublishRefusal.TooSoon, Refused(card, earliest.AddTicks(-1)));
        Assert.Equal(2, Accepted(card.Publish(Some.Terms(validFrom: earliest), Now)).Number);
    }

    [Fact]
    public void A_later_version_starts_after_the_last_one() =>
        Assert.Equal(PublishRefusal.NotAfterLast, Refused(Card(Some.Start, Now.AddDays(9)), Now.AddDays(8)));

    [Fact]
    public void Publishing_the_same_terms_again_is_the_same_version()
    {
        var card = Card(Some.Start, Now.AddDays(1));

        var again = Accepted(card.Publish(Some.Terms(validFrom: Now.AddDays(1)), Now.AddDays(5)));

        Assert.Same(card.Versions[1], again);
        Assert.True(card.Has(again));
    }

    [Fact]
    public void Other_terms_from_the_same_moment_are_refused() => Assert.Equal(
        PublishRefusal.OtherTerms,
        Reason(Card(Some.Start).Publish(Some.Terms(Some.PerUnit("0.2")), Now)));

    [Fact]
    public void The_number_of_versions_is_bounded()
    {
        var full = Card([.. Enumerable.Range(0, RateCard.MaxVersions).Select(day => Some.Start.AddHours(day))]);

        Assert.Equal(PublishRefusal.TooManyVersions, Refused(full, Now.AddYears(1)));
    }

    private static RateCard Card(params DateTimeOffset[] validFrom) =>
        Some.RateCard("ai-inference/input-tokens/USD", [.. validFrom.Select(from => Some.Terms(validFrom: from))]);

    private static PublishRefusal Refused(RateCard card, DateTimeOffset validFrom) =>
        Reason(card.Publish(Some.Terms(validFrom: validFrom), Now));

    private static PublishRefusal Reason(Outcome<PriceVersion, PublishRefusal> outcome)
    {
        Assert.False(outcome.IsAccepted(out _, out var refusal));
        return refusal;
    }

    private static PriceVersion Accepted(Outcome<PriceVersion, PublishRefusal> outcome)
    {
        Assert.True(outcome.IsAccepted(out var version, out _));
        return version;
    }
}
