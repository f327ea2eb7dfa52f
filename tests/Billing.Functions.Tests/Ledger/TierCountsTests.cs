using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Ledger;

public sealed class TierCountsTests
{
    private static readonly ServiceName Training = new("fine-tuning");

    [Fact]
    public void Three_months_before_the_newest_are_kept_across_the_turn_of_the_year()
    {
        var book = Book("2025-11-10", "2025-12-10", "2026-03-10");

        Assert.Equal(["202512 1", "202603 1"], Months(book));
        Count(book, "2026-04-10");
        Assert.Equal(["202603 1", "202604 1"], Months(book));
    }

    [Fact]
    public void A_late_line_of_a_forgotten_month_starts_at_nothing_and_is_not_counted()
    {
        var book = Book("2026-01-10", "2026-06-10");

        Count(book, "2026-01-11");
        Count(book, "2026-01-12");

        Assert.Equal(Quantity.Zero, book.TierStart(Inference, InputTokens, At("2026-01-13")));
        Assert.Equal(["202606 1"], Months(book));
        var again = AccountBook.From(book.ToState());
        Count(again, "2026-01-14");
        Assert.Equal(["202606 1"], Months(again));
    }

    [Fact]
    public void What_is_late_but_not_forgotten_counts_in_its_month()
    {
        var book = Book("2026-03-10", "2026-02-10", "2026-03-11", "2026-02-11");

        Assert.Equal(["202602 2", "202603 2"], Months(book));
        Assert.Equal(Quantity.Of(2), book.TierStart(Inference, InputTokens, At("2026-02-28")));
    }

    [Fact]
    public void Services_and_meters_count_apart()
    {
        var book = Book("2026-03-10", "2026-03-10");
        Count(book, "2026-03-10", Training);
        Count(book, "2026-03-10", meter: new("output-tokens"));

        Assert.Equal(Quantity.Of(2), book.TierStart(Inference, InputTokens, At("2026-03-10")));
        Assert.Equal(Quantity.Of(1), book.TierStart(Training, InputTokens, At("2026-03-10")));
        Assert.Equal(Quantity.Of(1), book.TierStart(Inference, new("output-tokens"), At("2026-03-10")));
        Assert.Equal(Quantity.Zero, book.TierStart(Training, new("output-tokens"), At("2026-03-10")));
    }

    [Fact]
    public void Many_meters_count_apart()
    {
        var book = Book();
        for (var round = 1; round <= 3; round++)
            for (var i = 0; i < 20; i++) Count(book, "2026-03-10", meter: new($"meter-{i}"));

        Assert.Equal(Enumerable.Repeat("202603 3", 20), Months(book));
    }

    /// <summary>
    /// An account that counts all it can is not held up for ever: a month that begins clears old ones.
    /// </summary>
    [Theory]
    [InlineData("2026-03-10", false)]
    [InlineData("2026-05-10", false)]
    [InlineData("2026-06-10", true)]
    [InlineData("2027-01-10", true)]
    public void A_full_account_counts_again_once_a_month_begins_that_makes_others_be_forgotten(string day, bool counts)
    {
        var book = Book("2026-02-10");
        for (var i = 1; i < AccountState.MaxTiers; i++) Count(book, "2026-03-10", meter: new($"meter-{i}"));

        if (!counts) Assert.Throws<OverflowException>(() => book.TierStart(Training, InputTokens, At(day)));
        else Count(book, day, Training);

        Assert.Equal(counts, book.ToState().Tiers.Keys.Any(counter => counter.Service == Training));
        Assert.InRange(book.ToState().Tiers.Count, 1, AccountState.MaxTiers);
    }

    [Fact]
    public void Months_begin_in_the_accounts_time_zone()
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Usd, "Asia/Ho_Chi_Minh"), 1, Noon);

        Count(book, "2026-01-31T16:59:59Z");
        Count(book, "2026-01-31T17:00:00Z");

        Assert.Equal(["202601 1", "202602 1"], Months(book));
        Count(book, "2026-02-28T16:59:59Z");
        Assert.Equal(["202601 1", "202602 2"], Months(book));
    }

    [Fact]
    public void An_account_counts_a_bounded_number_of_meters()
    {
        var book = Book();
        for (var i = 0; i < AccountState.MaxTiers; i++) Count(book, "2026-03-10", meter: new($"meter-{i}"));

        Assert.Equal(Quantity.Of(1), book.TierStart(Inference, new("meter-0"), At("2026-03-10")));
        Assert.Throws<OverflowException>(() => book.TierStart(Inference, new("one-more"), At("2026-03-10")));
    }

    private static AccountBook Book(params string[] days)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(Opened(), 1, Noon);
        foreach (var day in days) Count(book, day);
        return book;
    }

    private static void Count(AccountBook book, string day, ServiceName? service = null, MeterName? meter = null)
    {
        var (by, of) = (service ?? Inference, meter ?? InputTokens);
        book.Apply(
            new RatedLine(
                "s", "id", At(day), by, of, "", "", "p@1", book.TierStart(by, of, At(day)), Quantity.Of(1),
                Quantity.Of(1), Usd("0"), [], false),
            Noon);
    }

    private static IEnumerable<string> Months(AccountBook book) =>
        book.ToState().Tiers.Select(tier => $"{tier.Key.Month} {tier.Value}");

    private static DateTimeOffset At(string day) =>
        DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
