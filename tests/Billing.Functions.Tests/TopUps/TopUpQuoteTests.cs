using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.TopUps;

public sealed class TopUpQuoteTests
{
    private static readonly Agreement Agreed = new(true, "2026-11");

    [Fact]
    public void A_confirmed_quote_becomes_a_top_up_under_its_own_id_with_the_consent()
    {
        var at = SomeTopUp.Now.AddMinutes(3);

        Assert.True(
            SomeTopUp.Quote().Start(Agreed, SomeTopUp.Rules, SomeTopUp.Buyer, SomeTopUp.Times, at)
                .IsAccepted(out var topUp, out _));

        Assert.Equal(SomeTopUp.Id, topUp.Id);
        Assert.Equal(TopUpStatus.Created, topUp.Status);
        Assert.Equal(new Consent("2026-11", at), topUp.Consent);
        Assert.Equal((at, at.AddMinutes(15)), (topUp.StartedAt, topUp.PayBefore));
    }

    [Fact]
    public void Without_consent_nothing_starts() =>
        Assert.Equal(StartRefusal.ConsentRequired, Refusal(SomeTopUp.Quote(), Agreed with { Accepted = false }));

    [Fact]
    public void Consent_to_other_terms_is_no_consent() =>
        Assert.Equal(StartRefusal.TermsOutdated, Refusal(SomeTopUp.Quote(), Agreed with { TermsVersion = "2025-01" }));

    [Fact]
    public void A_quote_ends_after_fifteen_minutes()
    {
        Assert.Equal(StartRefusal.QuoteExpired, Refusal(SomeTopUp.Quote(), Agreed, minutes: 15));
        Assert.True(SomeTopUp.Quote()
            .Start(
                Agreed, SomeTopUp.Rules, SomeTopUp.Buyer, SomeTopUp.Times, SomeTopUp.Now.AddMinutes(15).AddTicks(-1))
            .IsAccepted(out _, out _));
    }

    [Fact]
    public void A_quote_that_the_rules_no_longer_allow_is_a_changed_quote()
    {
        var quote = SomeTopUp.Quote();

        Assert.Equal(StartRefusal.QuoteChanged, Refusal(SomeTopUp.Quote("499999"), Agreed));
        Assert.Equal(StartRefusal.QuoteChanged, Refusal(
            quote, Agreed, rules: SomeTopUp.Rules with { TermsVersion = "2027-01" }));
        Assert.Equal(StartRefusal.QuoteChanged, Refusal(quote, Agreed, buyer: new("JP", Currency.Vnd)));
        Assert.Equal(StartRefusal.QuoteChanged, Refusal(quote, Agreed, buyer: new("VN", Currency.Usd)));
    }

    private static StartRefusal Refusal(
        TopUpQuote quote, Agreement agreement, int minutes = 1, TopUpRules? rules = null, BuyerTerms? buyer = null)
    {
        var outcome = quote.Start(
            agreement, rules ?? SomeTopUp.Rules, buyer ?? SomeTopUp.Buyer, SomeTopUp.Times,
            SomeTopUp.Now.AddMinutes(minutes));
        Assert.False(outcome.IsAccepted(out _, out var refusal));
        return refusal;
    }
}
