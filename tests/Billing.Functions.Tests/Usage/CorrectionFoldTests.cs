using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Usage;

public sealed class CorrectionFoldTests
{
    /// <summary>The number of the segment that the original is in.</summary>
    private const long Segment = 50;

    /// <summary>10 images cost a dollar each in a month, the others half.</summary>
    private static readonly PriceModel Graduated = new PriceModel.Graduated(Some.Tiers("10:1 :0.5"));

    private static readonly MovementFact Plan = SomeCover.Activated(SomeCover.Terms("10"));

    [Fact]
    public void An_amendment_counts_from_where_the_month_stands_once_the_original_is_given_back()
    {
        var fold = new CoverFold(Graduated, null, TopUp("100"));
        fold.Use("8");

        var line = Assert.Single(Amended(fold, "12").Lines);

        Assert.Equal((Quantity.Zero, "top-up 12=11"), (line.TierStart, CoverFold.Legs(line)));
    }

    [Fact]
    public void An_amendment_draws_on_the_lot_that_its_original_used_up()
    {
        var fold = new CoverFold(Graduated, null, TopUp("8"));
        fold.Use("8");
        Assert.Empty(fold.Book.ToState().Lots);

        Assert.Equal("top-up 6=6", CoverFold.Legs(Assert.Single(Amended(fold, "6").Lines)));
        Assert.Equal("top-up 8=8, debt 1=1", CoverFold.Legs(Assert.Single(Amended(fold, "9").Lines)));
    }

    [Fact]
    public void An_amendment_is_paid_by_the_cover_that_gets_back_what_it_paid()
    {
        var fold = new CoverFold(Graduated, null, Plan, TopUp("100"));
        fold.Use("8");

        Assert.Equal("p-1 9=9", CoverFold.Legs(Assert.Single(Amended(fold, "9").Lines)));
    }

    /// <summary>Others were told that it is used up.</summary>
    [Fact]
    public void An_amendment_goes_past_a_cover_that_its_original_exhausted()
    {
        var fold = new CoverFold(Graduated, null, Plan, TopUp("100"));
        fold.Use("10");
        Assert.Equal("plan-exhausted", fold.Raised());

        Assert.Equal("top-up 4=4", CoverFold.Legs(Assert.Single(Amended(fold, "4").Lines)));
    }

    [Fact]
    public void An_amendment_is_refused_for_what_the_account_cannot_count_after_the_reversal_alone()
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"));
        fold.Use("600000000");

        Assert.Equal("debt 500000000=500000000", CoverFold.Legs(Assert.Single(Amended(fold, "500000000").Lines)));
        var tooMuch = Amended(fold, "1000000000");
        Assert.Equal("beyond_ledger", Assert.Single(tooMuch.Quarantined).Reason);
        Assert.Empty(tooMuch.Reversals);
    }

    /// <summary>A top-up has settled the debt since: the void opens a lot beside one that is nearly as large.</summary>
    [Fact]
    public void A_void_that_gives_back_more_than_the_account_can_count_is_refused()
    {
        var fold = new CoverFold(Some.PerUnit("1", "1"));
        fold.Use("600000000");
        foreach (var i in (int[])[1, 2]) fold.Book.Apply(TopUp("600000000", $"p-{i}"), 10 + i, Noon);

        Assert.Equal("beyond_ledger", Assert.Single(Voided(fold, Segment).Quarantined).Reason);
    }

    /// <summary>
    /// The commit would lose its race; what it would do is not worked out on a state that is too old.
    /// </summary>
    [Fact]
    public void Nothing_is_decided_of_a_line_that_is_newer_than_the_head()
    {
        var fold = new CoverFold(Graduated, null, TopUp("100"));
        fold.Use("8");

        Assert.Equal("original_unknown", Assert.Single(Voided(fold, Segment - 1).Quarantined).Reason);
        Assert.Single(Voided(fold, Segment).Reversals);
    }

    private static Corrected Amended(CoverFold fold, string quantity)
    {
        var (line, original) = (fold.Last, new OriginalEvent(fold.Last.EventId, fold.Last.Time));
        var use = new UsageEvent(
            line.Source, "a-1", Some.Account, line.Time, line.Service, line.Meter, Quantity.Parse(quantity),
            Dimensions.None, null, null, original.Text);
        return Corrected(fold, new(line.Source, "a-1", Some.Account, line.Time, original, use), Segment);
    }

    private static Corrected Voided(CoverFold fold, long seq)
    {
        var (line, original) = (fold.Last, new OriginalEvent(fold.Last.EventId, fold.Last.Time));
        return Corrected(fold, new(line.Source, "v-1", Some.Account, line.Time, original, null), seq);
    }

    private static Corrected Corrected(CoverFold fold, Correction correction, long seq)
    {
        var line = fold.Last;
        var lots = line.Legs.Where(leg => leg.Kind == FundKind.TopUp).Select(leg => leg.Fund).ToDictionary(
            id => id, id => new Lot(
                id, LotKind.TopUp, Amount.Zero(Currency.Usd), DateTimeOffset.MinValue, null, [], 2));
        var covers = new CoverRecord();
        covers.Add(Plan, 2);
        var known = new KnownOriginal(new(LedgerKeys.DayOf(line.Time), Segment, 0), line, null);
        var originals = new Originals(
            new Dictionary<string, KnownOriginal> { [correction.Name] = known }, lots, covers);
        var book = AccountBook.From(fold.Book.ToState());
        return new CorrectionFold(book, new(), originals, fold.Prices, UsageRules.Default, seq, Noon)
            .Fold([new ReportedEvent.Correcting(0, "{}"u8.ToArray(), correction)]);
    }
}
