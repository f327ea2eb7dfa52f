using Billing.Ledger;
using Billing.Platform;
using static Billing.Functions.Tests.Support.SomeCover;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class CoverTests
{
    [Fact]
    public void Specific_covers_stand_before_comprehensive_ones_then_by_their_end_then_by_their_activation()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        (string Plan, CoverTerms Terms)[] plans =
        [
            ("all-late", Terms("1", Everything) with { Until = null }), ("all-early", Terms("1", Everything)),
            ("late", Terms("1") with { Until = Noon.AddDays(20) }), ("early", Terms("1")),
            ("all-early-too", Terms("1", Everything)), ("early-too", Terms("1")),
        ];
        foreach (var (i, it) in plans.Index()) book.Apply(Activated(it.Terms, it.Plan), i + 2, Noon);

        Assert.Equal(
            "early early-too late all-early all-early-too all-late",
            string.Join(' ', book.ToState().Covers.Select(cover => cover.Id.Value.Split(':')[1])));
    }

    [Theory]
    [InlineData(57, true)]
    [InlineData(58, false)]
    public void A_cover_has_a_bounded_name(int letters, bool isTaken)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        var fact = Activated(null, new string('x', letters));
        Assert.Equal(letters + 7, fact.Cause.Length);

        if (!isTaken) Assert.Throws<InvariantException>(() => book.Apply(fact, 2, Noon));
        else book.Apply(fact, 2, Noon);

        Assert.Equal(isTaken ? 1 : 0, book.ToState().Covers.Length);
    }

    [Fact]
    public void A_price_is_for_its_service_and_meter_and_of_two_that_ask_for_as_much_the_first_is_taken()
    {
        var terms = Terms("10", Everything) with
        {
            Prices = [Price("1"), Price("2", dimensions: "gpu=h100"), Price("3", dimensions: "zone=a")],
        };

        Assert.Equal("1", Of(""));
        Assert.Equal("2", Of("gpu=h100"));
        Assert.Equal("3", Of("zone=a"));
        Assert.Equal("2", Of("gpu=h100;zone=a"));
        Assert.Null(terms.PriceOf(Training, InputTokens, ""));
        Assert.Null(terms.PriceOf(Inference, new("output-tokens"), ""));

        string Of(string dimensions) =>
            terms.PriceOf(Inference, InputTokens, dimensions)!.Rate.Price.ToDecimalString();
    }
}
