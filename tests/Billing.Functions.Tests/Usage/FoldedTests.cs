using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Usage;

public sealed class FoldedTests
{
    [Fact]
    public void The_same_input_gives_the_same_bytes_in_whatever_order_it_comes() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds, Gen.Int[0, 1_000_000]).Sample((events, funds, salt) =>
        {
            var shuffled = events.OrderBy(it => HashCode.Combine(it.Index, salt)).ToArray();

            var (once, again) = (Fold(events, funds, out var book), Fold(shuffled, funds, out var other));

            Assert.Equal(Bytes(once), Bytes(again));
            Assert.Equal(StateCodec.Encode(book.ToState()), StateCodec.Encode(other.ToState()));
            Assert.Equal(once.Quarantined.Select(kept => kept.Id), again.Quarantined.Select(kept => kept.Id));
        });

    [Fact]
    public void Every_event_is_rated_once_or_kept_or_known() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds).Sample((events, funds) =>
        {
            var folded = Fold(events, funds, out _);

            Assert.Equal(events.Length, folded.Taken);
            Assert.Equal(events.Length, folded.Lines.Length + folded.Quarantined.Length + folded.Duplicates);
            var byId = folded.Lines.GroupBy(line => (line.Source, line.EventId));
            Assert.All(byId, same => Assert.All(same.Zip(same.Skip(1)), pair =>
                Assert.True(Day(pair.Second) - Day(pair.First) > 1)));
        });

    [Fact]
    public void Money_and_quantity_are_conserved_and_no_lot_is_overdrawn() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds).Sample((events, funds) =>
        {
            var granted = Some.OpenBook(funds).Sums();

            var folded = Fold(events, funds, out var book);

            Assert.All(folded.Lines, line => Assert.Equal(line.Amount.Units, line.Legs.Sum(leg => leg.Amount.Units)));
            Assert.All(folded.Lines.Where(line => !line.Legs.IsEmpty), line =>
                Assert.Equal(line.Billed.Micros, line.Legs.Sum(leg => leg.Quantity.Micros)));
            var left = book.Sums();
            Assert.Equal(granted.Voucher - left.Voucher, Paid(folded, FundKind.Voucher));
            Assert.Equal(granted.TopUp - left.TopUp, Paid(folded, FundKind.TopUp));
            Assert.Equal(left.Debt, Paid(folded, FundKind.Debt));
            Assert.All(book.ToState().Lots, lot => Assert.True(lot.Remaining.IsPositive));
        });

    [Fact]
    public void Money_is_used_in_its_order_and_inside_its_window() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds).Sample((events, funds) =>
        {
            var folded = Fold(events, funds, out _);
            var replay = Some.OpenBook(funds);

            foreach (var line in folded.Lines)
            {
                var usable = replay.ToState().Lots.Where(lot => lot.IsUsable(line.Time, line.Service)).ToList();
                Assert.Equal(line.Legs.Select(leg => leg.Kind), line.Legs.Select(leg => leg.Kind).Order());
                var drawn = line.Legs.Where(leg => leg.Kind != FundKind.Debt).Select(leg => leg.Fund).ToList();
                Assert.Equal(usable.Take(drawn.Count).Select(lot => lot.Id), drawn);
                replay.Apply(line, Some.Noon);
                if (!line.Legs.Any(leg => leg.Kind == FundKind.Debt)) continue;
                Assert.DoesNotContain(replay.ToState().Lots, lot => lot.IsUsable(line.Time, line.Service));
            }
        });

    [Fact]
    public void A_posted_line_is_explained_to_the_last_unit() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds).Sample((events, funds) =>
        {
            foreach (var line in Fold(events, funds, out _).Lines)
            {
                var explained = Explanation.Of(line, UsageGen.Prices.Version(line.Price)!);

                Assert.Equal((line.Billed, line.Amount), (explained.Billed, explained.Amount));
                var exact = explained.Path.Aggregate(
                    Int128.Zero, (sum, part) => sum + part.Rate.Numerator(part.Quantity));
                if (explained.Path is [var first, ..])
                    Assert.Equal(explained.Cost.Units, Rounding.HalfAwayFromZero(exact, first.Rate.Per.Micros));
            }
        });

    [Fact]
    public void Cutting_a_fold_into_commits_changes_no_line() =>
        Gen.Select(UsageGen.Batch, UsageGen.Funds, Gen.Int[1, 20]).Sample((events, funds, size) =>
        {
            var whole = Fold(events, funds, out _);
            var (ids, state) = (new UsageIds(), Some.OpenBook(funds).ToState());
            var rest = EventOrder.Sorted(events);
            var lines = new List<RatedLine>();
            while (rest.Length > 0)
            {
                var book = AccountBook.From(state);
                var part = new Rating(book, ids, UsageGen.Prices, UsageRules.Default, Some.Noon)
                    .Fold(rest, FoldLimits.Largest with { Events = size });
                ids.Remember(new(Some.Noon) { Lines = part.Lines, Quarantined = part.Quarantined });
                (state, rest) = (book.ToState(), rest[part.Taken..]);
                lines.AddRange(part.Lines);
            }

            Assert.Equal(Bytes(whole), Bytes(whole with { Lines = [.. lines] }));
        });

    private static Folded Fold(ReportedEvent[] events, MovementFact[] funds, out AccountBook book)
    {
        book = Some.OpenBook(funds);
        return new Rating(book, new(), UsageGen.Prices, UsageRules.Default, Some.Noon)
            .Fold(EventOrder.Sorted(events), FoldLimits.Largest);
    }

    private static int Day(RatedLine line) => LedgerKeys.DayOf(line.Time).DayNumber;

    private static byte[] Bytes(Folded folded) => folded.Lines.IsEmpty
        ? []
        : [.. EventCodec.Encode(folded.Lines.AsSpan()), .. RatingCodec.Encode(folded.Lines.AsSpan())];

    private static long Paid(Folded folded, FundKind kind) =>
        folded.Lines.Sum(line => line.Legs.Where(leg => leg.Kind == kind).Sum(leg => leg.Amount.Units));
}
