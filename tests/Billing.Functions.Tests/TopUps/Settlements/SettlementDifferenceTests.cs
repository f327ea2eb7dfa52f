using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Settlements;

namespace Billing.Functions.Tests.TopUps.Settlements;

public sealed class SettlementDifferenceTests
{
    private const string Cases =
        """
        listed      | known           | missing here | missing there | differs | sums
        -           | -               | -            | -             | -       | -
        A=5         | A=5             | -            | -             | -       | VND 5-5=0
        A=5 B=7     | A=5             | B            | -             | -       | VND 12-5=7
        A=5         | A=5 B=7         | -            | B             | -       | VND 5-12=-7
        A=5         | A=6             | -            | -             | A       | VND 5-6=-1
        A=5         | A=none          | A            | -             | -       | VND 5-0=5
        -           | A=none          | -            | -             | -       | -
        A=5         | A=none A=5      | -            | -             | -       | VND 5-5=0
        A=5         | A=5~            | -            | -             | -       | VND 5-5=0
        -           | A=5~            | -            | -             | -       | -
        A=5         | A=5 A=5         | -            | -             | -       | VND 5-10=-5
        C=1 B=2 A=3 | -               | A B C        | -             | -       | VND 6-0=6
        -           | C=1 B=2         | -            | B C           | -       | VND 0-3=-3
        """;

    [Fact]
    public void Each_way_in_which_list_and_books_differ_is_told_apart()
    {
        foreach (var row in TextTable.Rows(Cases))
        {
            var found = SettlementDifference.Between(
                [.. Words(row["listed"]).Select(Listed)], [.. Words(row["known"]).Select(Known)]);

            Assert.Equal(row["missing here"], Ids(found.MissingHere));
            Assert.Equal(row["missing there"], Ids(found.MissingThere));
            Assert.Equal(row["differs"], Ids(found.AmountDiffers));
            Assert.Equal(row["sums"], found.Sums is [var sum]
                ? $"{sum.Currency} {Text(sum.Listed)}-{Text(sum.Counted)}={Text(sum.Difference)}"
                : "-");
        }
    }

    [Fact]
    public void Currencies_are_summed_apart_and_another_currency_is_another_amount()
    {
        var found = SettlementDifference.Between(
            [new("A", Amount.OfMinor(5, Currency.Usd))], [Known("A=5")]);

        Assert.Equal("A", Ids(found.AmountDiffers));
        Assert.Equal(["USD", "VND"], found.Sums.Select(sum => sum.Currency.Code));
    }

    [Fact]
    public void A_gap_names_the_top_up_that_knows_of_it()
    {
        var found = SettlementDifference.Between([Listed("A=5")], [Known("A=none")]);

        Assert.Equal(
            new SettlementGap(
                "A", Amount.OfMinor(5, Currency.Vnd), null, AccountId.Parse("acme"), SomeTopUp.Id.Value,
                TopUpStatus.Success),
            Assert.Single(found.MissingHere.Items));
    }

    [Fact]
    public void Far_too_many_gaps_are_counted_and_the_first_are_shown()
    {
        var listed = Enumerable.Range(0, SettlementGaps.MaxItems + 7).Select(number => Listed($"T{number:D5}=1"));

        var found = SettlementDifference.Between([.. listed], []).MissingHere;

        Assert.Equal((SettlementGaps.MaxItems + 7, SettlementGaps.MaxItems), (found.Count, found.Items.Length));
        Assert.Equal("T00000", found.Items[0].Transaction);
    }

    private static string[] Words(string cell) => cell == "-" ? [] : cell.Split(' ');

    private static SettledCapture Listed(string word) =>
        new(word.Split('=')[0], Amount.Parse(word.Split('=')[1], Currency.Vnd));

    /// <summary>With ~ it is of a neighbouring day.</summary>
    private static KnownCapture Known(string word)
    {
        var (id, figure) = (word.Split('=')[0], word.Split('=')[1].TrimEnd('~'));
        return new(
            id, new(AccountId.Parse("acme"), SomeTopUp.Id), TopUpStatus.Success,
            figure == "none" ? null : Amount.Parse(figure, Currency.Vnd), !word.EndsWith('~'));
    }

    private static string Ids(SettlementGaps gaps) =>
        gaps.Count == 0 ? "-" : string.Join(' ', gaps.Items.Select(gap => gap.Transaction));

    private static string Text(AmountSum sum) => sum.ToDecimalString();
}
