using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
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

    [Fact]
    public void The_total_of_an_exchange_is_in_the_currency_to_pay()
    {
        var order = new TopUpOrder(SomeTopUp.Id, AccountId.Parse("acme"), SomeTopUp.Paid, PayMethod.PayPal);

        var quote = Quoted(TopUpQuote.Of(order, SomeTopUp.Exchange(), "2026-11", SomeTopUp.Now));

        Assert.Equal(("500000 VND", "20.4 USD"), (quote.Amount.ToString(), quote.Total.ToString()));
        Assert.Equal(SomeTopUp.Exchange(), quote.Exchange);
    }

    [Fact]
    public void Without_an_exchange_the_total_is_the_amount()
    {
        var order = new TopUpOrder(SomeTopUp.Id, AccountId.Parse("acme"), SomeTopUp.Paid, PayMethod.VnPay);

        Assert.Equal(SomeTopUp.Quote(), Quoted(TopUpQuote.Of(order, null, "2026-11", SomeTopUp.Now)));
    }

    [Fact]
    public void An_amount_beyond_what_can_be_paid_is_refused()
    {
        var dear = new ExchangeQuote(
            Currency.Vnd, Currency.Usd, ExchangeRate.Parse("1000000"), "test", SomeTopUp.Now, 0,
            SomeTopUp.Now.AddMinutes(15));
        var order = new TopUpOrder(SomeTopUp.Id, AccountId.Parse("acme"), SomeTopUp.Paid, PayMethod.PayPal);

        Assert.False(TopUpQuote.Of(order, dear, "2026-11", SomeTopUp.Now).IsAccepted(out _, out var refusal));
        Assert.Equal(QuoteRefusal.NotPayable, refusal);
    }

    [Fact]
    public void A_quote_ends_with_its_exchange()
    {
        var quote = SomeTopUp.Quote() with
        {
            Method = PayMethod.PayPal,
            Total = Amount.Parse("20.40", Currency.Usd),
            Exchange = SomeTopUp.Exchange(SomeTopUp.Now.AddMinutes(5)),
        };

        Assert.Equal(SomeTopUp.Now.AddMinutes(5), quote.ExpiresAt);
        Assert.Equal(StartRefusal.QuoteExpired, Refusal(quote, Agreed, minutes: 5));
        Assert.True(
            quote.Start(Agreed, SomeTopUp.Rules, SomeTopUp.Buyer, SomeTopUp.Times, SomeTopUp.Now.AddMinutes(4))
                .IsAccepted(out var topUp, out _));
        Assert.Equal((quote.Amount, quote.Total, quote.Exchange), (topUp.Amount, topUp.Total, topUp.Exchange));
    }

    [Fact]
    public void A_quote_whose_exchange_is_no_longer_offered_is_a_changed_quote()
    {
        var quote = SomeTopUp.Quote() with
        {
            Method = PayMethod.PayPal,
            Total = Amount.Parse("20.40", Currency.Usd),
            Exchange = SomeTopUp.Exchange(),
        };
        var off = SomeTopUp.Rules with { Methods = SomeTopUp.Rules.Methods.RemoveAll(offer => offer.ByExchange) };

        Assert.Equal(StartRefusal.QuoteChanged, Refusal(quote, Agreed, rules: off));
    }

    private static TopUpQuote Quoted(Outcome<TopUpQuote, QuoteRefusal> outcome) =>
        outcome.IsAccepted(out var quote, out var refusal) ? quote : throw new InvalidOperationException($"{refusal}");

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
