using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Usage;

/// <summary>Random plans, quotas, prices, credit and usage: what must hold whatever comes.</summary>
public sealed class RatingCoverPropertiesTests
{
    [Fact]
    public void Money_and_quantity_are_conserved_and_no_plan_is_overdrawn() =>
        Gen.Select(UsageGen.Batch, CoverGen.Plans, UsageGen.Funds).Sample((events, plans, funds) =>
        {
            var book = Some.OpenBook([.. plans, .. funds]);
            var before = book.Sums();

            var folded = Fold(book, events);

            var left = book.Sums();
            Assert.Equal(before.Plan - left.Plan, Paid(folded, FundKind.Plan));
            Assert.Equal(before.Voucher - left.Voucher, Paid(folded, FundKind.Voucher));
            Assert.Equal(before.TopUp - left.TopUp, Paid(folded, FundKind.TopUp));
            Assert.Equal(left.Debt, Paid(folded, FundKind.Debt));
            foreach (var line in folded.Lines)
            {
                Assert.Equal(line.Amount.Units, line.Legs.Sum(leg => leg.Amount.Units));
                Assert.True(line.Legs.Sum(leg => leg.Quantity.Micros) <= line.Billed.Micros);
                Assert.Equal(line.Legs.Select(leg => leg.Kind), line.Legs.Select(leg => leg.Kind).Order());
            }
            Assert.All(book.ToState().Covers, IsSound);
        });

    [Fact]
    public void The_audit_s_rules_accept_every_line_and_come_to_the_same_state_and_facts() =>
        Gen.Select(UsageGen.Batch, CoverGen.Plans, UsageGen.Funds).Sample((events, plans, funds) =>
        {
            var book = Some.OpenBook([.. plans, .. funds]);
            var again = AccountBook.From(StateCodec.Decode(StateCodec.Encode(book.ToState())));
            var prices = new PostedPrices(UsageGen.Prices);

            var folded = Fold(book, events);

            foreach (var line in Decoded(folded))
            {
                Assert.Null(prices.Fault(line, Some.Noon, again));
                again.Apply(line, Some.Noon);
            }
            Assert.Equal(StateCodec.Encode(book.ToState()), StateCodec.Encode(again.ToState()));
            Assert.Equal(book.EndCommit(Some.Noon), again.EndCommit(Some.Noon));
        });

    [Fact]
    public void The_amount_can_be_worked_out_again_from_the_line_and_the_terms_of_its_plans() =>
        Gen.Select(UsageGen.Batch, CoverGen.Plans, UsageGen.Funds).Sample((events, plans, funds) =>
        {
            var terms = plans.ToDictionary(plan => new LotId(plan.Cause), plan => plan.Terms);

            foreach (var line in Fold(Some.OpenBook([.. plans, .. funds]), events).Lines)
            {
                var explained = Explanation.Of(line, UsageGen.Prices.Version(line.Price)!, id => terms[id]);

                Assert.Equal((line.Amount, line.Billed), (explained.Amount, explained.Billed));
                Assert.Equal(
                    line.Legs.Where(leg => leg.Kind == FundKind.Plan).Select(
                        leg => (leg.Fund, leg.Quantity, leg.Amount)),
                    explained.Covered.Select(share => (share.Cover, share.Quantity, share.Amount)));
            }
        });

    [Fact]
    public void Cutting_a_fold_into_commits_and_sending_events_again_changes_no_line() =>
        Gen.Select(UsageGen.Batch, CoverGen.Plans, UsageGen.Funds, Gen.Int[1, 9]).Sample((events, plans, funds, size) =>
        {
            var book = Some.OpenBook([.. plans, .. funds]);
            var state = book.ToState();
            var whole = Fold(book, events);
            var (ids, lines) = (new UsageIds(), new List<RatedLine>());

            foreach (var part in EventOrder.Sorted(events).Chunk(size))
            {
                for (var time = 0; time < 2; time++)
                {
                    var working = AccountBook.From(state);
                    var folded = new Rating(working, ids, UsageGen.Prices, UsageRules.Default, Some.Noon)
                        .Fold(EventOrder.Sorted(part.Reverse()), FoldLimits.Largest);
                    ids.Remember(new(Some.Noon) { Lines = folded.Lines, Quarantined = folded.Quarantined });
                    state = working.ToState();
                    lines.AddRange(folded.Lines);
                }
            }

            Assert.Equal(StateCodec.Encode(book.ToState()), StateCodec.Encode(state));
            Assert.Equal(whole.Lines.Select(CoverFold.Legs), lines.Select(CoverFold.Legs));
        });

    /// <summary>
    /// Where one price applies, what a plan pays in all does not depend on the order of the messages.
    /// </summary>
    [Fact]
    public void Messages_in_another_order_come_to_the_same_sums_at_one_price() =>
        Gen.Select(Gen.Int[1, 40].Array[1, 20], Gen.Int[1, 400], Gen.Int[0, 99]).Sample((uses, total, salt) =>
        {
            string Sums(IEnumerable<(int Use, int Place)> order)
            {
                var plan = SomeCover.Activated(SomeCover.Terms($"{total}"));
                var fold = new CoverFold(Some.PerUnit("1", "1"), null, plan, SomeLedger.TopUp("100"));
                foreach (var (use, place) in order) fold.Use($"{use}", time: SomeLedger.Noon.AddSeconds(place));
                return $"{fold.Book.Sums()}";
            }
            var ordered = uses.Select((use, place) => (use, place)).ToArray();

            Assert.Equal(Sums(ordered), Sums(ordered.OrderBy(it => HashCode.Combine(it.place, salt))));
        }, iter: 200);

    private static Folded Fold(AccountBook book, ReportedEvent[] events) =>
        new Rating(book, new(), UsageGen.Prices, UsageRules.Default, Some.Noon)
            .Fold(EventOrder.Sorted(events), FoldLimits.Largest);

    private static ImmutableArray<RatedLine> Decoded(Folded folded) => folded.Lines.IsEmpty
        ? []
        : RatingCodec.Decode(
            RatingCodec.Encode(folded.Lines.AsSpan()), EventCodec.Decode(EventCodec.Encode(folded.Lines.AsSpan())));

    private static void IsSound(Cover cover)
    {
        Assert.False(cover.Remaining.IsNegative);
        Assert.True(cover.Remaining <= cover.Terms.Total);
        Assert.All(
            cover.Quotas, left => Assert.False(left.Money is { IsNegative: true } || left.Units is { Micros: < 0 }));
        Assert.True(cover.IsExhausted || cover.Remaining.IsPositive);
    }

    private static long Paid(Folded folded, FundKind kind) =>
        folded.Lines.Sum(line => line.Legs.Where(leg => leg.Kind == kind).Sum(leg => leg.Amount.Units));
}
