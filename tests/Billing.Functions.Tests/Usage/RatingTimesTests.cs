using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>Every rule that an event's time decides, a tick before, at and after the moment where it turns.</summary>
public sealed class RatingTimesTests
{
    private const string Bounds =
        """
        moment                | ticks | outcome
        2026-03-15T12:05:00Z  | -1    | charged
        2026-03-15T12:05:00Z  | 0     | charged
        2026-03-15T12:05:00Z  | 1     | in_future
        2026-02-08T12:00:00Z  | 1     | charged
        2026-02-08T12:00:00Z  | 0     | charged
        2026-02-08T12:00:00Z  | -1    | too_old
        """;

    [Fact]
    public void An_event_is_charged_from_thirty_five_days_back_to_five_minutes_ahead()
    {
        foreach (var row in TextTable.Rows(Bounds))
            Assert.Equal(row["outcome"], Outcome(Rate(new(), "e", At(row["moment"], row["ticks"]))));
    }

    /// <summary>The first event is charged at noon of 15 March; the other has its id and another time.</summary>
    private const string Reuses =
        """
        moment                | ticks | outcome
        2026-03-15T12:00:00Z  | 0     | duplicate
        2026-03-15T12:00:00Z  | 1     | id_conflict
        2026-03-14T00:00:00Z  | 0     | id_conflict
        2026-03-14T00:00:00Z  | -1    | charged
        2026-03-16T23:59:59Z  | 0     | id_conflict
        2026-03-17T00:00:00Z  | -1    | id_conflict
        2026-03-17T00:00:00Z  | 0     | charged
        """;

    [Fact]
    public void An_id_is_the_same_event_again_a_conflict_on_adjacent_days_and_another_event_further_apart()
    {
        foreach (var row in TextTable.Rows(Reuses))
        {
            var ids = new UsageIds();
            ids.Remember(new(Some.Noon) { Lines = Rate(new(), "e", Some.Noon).Lines });

            var folded = Rate(ids, "e", At(row["moment"], row["ticks"]), Some.Noon.AddDays(3));

            Assert.Equal((row["moment"], row["outcome"]), (row["moment"], Outcome(folded)));
        }
    }

    /// <summary>
    /// Midnight of the first of a month where the account is billed, and the months a tick around it.
    /// </summary>
    private const string Edges =
        """
        zone                | moment               | before | at
        UTC                 | 2026-03-01T00:00:00Z | 202602 | 202603
        Asia/Ho_Chi_Minh    | 2026-02-28T17:00:00Z | 202602 | 202603
        Asia/Tokyo          | 2026-02-28T15:00:00Z | 202602 | 202603
        Asia/Tokyo          | 2028-02-29T15:00:00Z | 202802 | 202803
        America/New_York    | 2026-03-01T05:00:00Z | 202602 | 202603
        America/New_York    | 2026-04-01T04:00:00Z | 202603 | 202604
        America/New_York    | 2026-11-01T04:00:00Z | 202610 | 202611
        Europe/Berlin       | 2026-03-31T22:00:00Z | 202603 | 202604
        Europe/Berlin       | 2026-10-31T23:00:00Z | 202610 | 202611
        Africa/Cairo        | 2026-04-30T21:00:00Z | 202604 | 202605
        Australia/Lord_Howe | 2026-09-30T13:30:00Z | 202609 | 202610
        """;

    [Fact]
    public void A_billing_month_begins_at_midnight_of_its_first_day_where_the_account_is_billed()
    {
        foreach (var row in TextTable.Rows(Edges))
        {
            Assert.Equal((row["moment"], row["before"]), (row["moment"], Month(row["zone"], At(row["moment"], "-1"))));
            Assert.Equal((row["moment"], row["at"]), (row["moment"], Month(row["zone"], At(row["moment"], "0"))));
            Assert.Equal((row["moment"], row["at"]), (row["moment"], Month(row["zone"], At(row["moment"], "1"))));
        }
    }

    [Fact]
    public void A_price_is_valid_from_its_first_tick_on()
    {
        var card = Some.RateCard(
            "ai-inference/input-tokens/USD",
            Some.Terms(Some.PerUnit("1", "1"), Some.Noon.AddHours(-2)),
            Some.Terms(Some.PerUnit("2", "1"), Some.Noon.AddHours(-1)));
        foreach (var (ticks, outcome) in new[] { (-1L, "1"), (0L, "2"), (1L, "2") })
            Assert.Equal(outcome, Price(card, Some.Noon.AddHours(-1).AddTicks(ticks)));
        Assert.Equal("no_price_yet", Price(card, Some.Noon.AddHours(-2).AddTicks(-1)));
        Assert.Equal("1", Price(card, Some.Noon.AddHours(-2)));
    }

    private static string Price(RateCard card, DateTimeOffset time)
    {
        var folded = new Rating(Some.OpenBook(), new(), PriceBook.Of(1, Some.Noon, card), UsageRules.Default, Some.Noon)
            .Fold([Some.Reported(Some.EventJson(time: time, quantity: "1"))], FoldLimits.Largest);
        return folded.Lines.IsEmpty ? Outcome(folded) : folded.Lines[0].Amount.ToDecimalString();
    }

    private static string Month(string zone, DateTimeOffset time)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Usd, zone), 1, Some.Start);
        new Rating(book, new(), Some.Prices(), UsageRules.Default, time)
            .Fold([Some.Reported(Some.EventJson(time: time))], FoldLimits.Largest);
        return Assert.Single(book.ToState().Tiers).Key.Month.ToString(CultureInfo.InvariantCulture);
    }

    private static Folded Rate(UsageIds ids, string id, DateTimeOffset time, DateTimeOffset? now = null) =>
        new Rating(Some.OpenBook(), ids, Some.Prices(), UsageRules.Default, now ?? Some.Noon)
            .Fold([Some.Reported(Some.EventJson(id, time: time))], FoldLimits.Largest);

    private static string Outcome(Folded folded) =>
        folded.Duplicates > 0 ? "duplicate"
        : folded.Lines.IsEmpty ? Assert.Single(folded.Quarantined).Reason
        : "charged";

    private static DateTimeOffset At(string moment, string ticks) =>
        DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)
            .AddTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
}
