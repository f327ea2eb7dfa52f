using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>
/// Prices that depend on a state, a share or the caller, from the reported event to the charged line.
/// </summary>
public sealed class RatingPricesTests
{
    private const string States =
        """
        state      | billed          | free            | outcome
        running    | running         | stopped deleted | 2 of 2
        stopped    | running         | stopped deleted | 0 of 0
        stopped    | running stopped | deleted         | 2 of 2
        deleted    | running stopped | deleted         | 0 of 0
        runing     | running         | stopped         | no_price_for_dimensions
        -          | running         | stopped         | no_price_for_dimensions
        Running    | running         | stopped         | no_price_for_dimensions
        """;

    [Fact]
    public void A_resource_is_billed_in_its_billed_states_and_is_a_line_of_nothing_in_its_free_ones()
    {
        foreach (var row in TextTable.Rows(States))
        {
            var filter = new StateFilter("state", [.. row["billed"].Split(' ')], [.. row["free"].Split(' ')]);
            var least = MeterRule.Exact with { MinimumCharge = Dollars("0.5") };
            var terms = Some.Terms(Some.PerUnit("1", "1"), rule: least) with { States = filter };
            var dimensions = row["state"] == "-" ? "-" : $"state={row["state"]}";

            var folded = Fold(terms, Use("2", "e", dimensions));

            Assert.Equal(row["outcome"], Outcome(folded));
            foreach (var line in folded.Lines)
            {
                var explained = Explanation.Of(line, Version(terms));
                Assert.Equal((line.Amount, line.Billed.IsZero), (explained.Amount, explained.IsFreeState));
                Assert.Null(new PostedPrices(Book(terms)).Fault(line, Some.Noon, Some.OpenBook()));
            }
        }
    }

    private const string Shares =
        """
        quantity  | basis points | currency | unitPrice | outcome
        12.34     | 2000         | USD      | -         | 2.468 of 12.34
        0.000001  | 1            | USD      | -         | 0.0000000001 of 0.000001
        0.000003  | 5000         | USD      | -         | 0.0000015 of 0.000003
        100       | 100000       | USD      | -         | 1000 of 100
        0         | 2000         | USD      | -         | 0 of 0
        12.34     | 2000         | -        | -         | price_missing
        12.34     | 2000         | VND      | -         | currency_mismatch
        12.34     | 2000         | USD      | 1         | price_not_allowed
        """;

    [Fact]
    public void A_percentage_is_charged_of_the_sum_that_the_event_reports_in_the_accounts_currency()
    {
        foreach (var row in TextTable.Rows(Shares))
        {
            var share = new PriceModel.Percentage(int.Parse(row["basis points"]), Currency.Usd);
            Assert.Equal(row["outcome"], Outcome(Fold(Some.Terms(share), Stating(row, Use(row["quantity"])))));
        }
    }

    private const string CallerPrices =
        """
        quantity | currency | unitPrice    | amount | max unit | max amount | outcome
        4        | USD      | 0.5          | -      | 0.5      | -          | 1 of 4
        4        | USD      | 0.5000000001 | -      | 0.5      | -          | price_beyond_limit
        4        | USD      | 0.5          | -      | 0.5      | 1          | 1 of 4
        4        | USD      | 0.5          | -      | -        | 0.9999999999 | price_beyond_limit
        4        | USD      | -            | 2      | 0.5      | -          | price_beyond_limit
        4        | USD      | -            | 1      | 0.5      | -          | 1 of 4
        3        | USD      | -            | 0.75   | 0.5      | -          | 0.75 of 3
        3        | USD      | -            | 0.7500000001 | 0.5 | -         | price_beyond_limit
        3        | USD      | -            | 7      | -        | 7          | 7 of 3
        3        | USD      | -            | 7.0000000001 | - | 7           | price_beyond_limit
        0        | USD      | 0.5          | -      | 0.5      | -          | 0 of 0
        0        | USD      | -            | 0      | 0.5      | 1          | 0 of 0
        1        | USD      | 0            | -      | 0.5      | -          | 0 of 1
        1        | EUR      | 0.1          | -      | 0.5      | -          | currency_mismatch
        1        | USD      | -            | -      | 0.5      | -          | price_missing
        1        | -        | -            | -      | 0.5      | -          | price_missing
        """;

    [Fact]
    public void A_caller_names_its_price_within_the_limits_of_the_rate_card()
    {
        foreach (var row in TextTable.Rows(CallerPrices))
        {
            var limits = new CallerLimits(
                Quantity.Of(2), OptionalDollars(row["max unit"]), OptionalDollars(row["max amount"]), Currency.Usd);

            var folded = Fold(Some.Terms(new PriceModel.CallerPriced(limits)), Stating(row, Use(row["quantity"])));

            Assert.True(row["outcome"] == Outcome(folded), $"{string.Join(" | ", row.Values)}: {Outcome(folded)}");
        }
    }

    [Fact]
    public void A_price_that_nobody_asked_for_is_not_ignored()
    {
        var json = Use("1");
        (json["data"]!["currency"], json["data"]!["unitPrice"]) = ("USD", "9");

        Assert.Equal("price_not_allowed", Outcome(Fold(Some.Terms(), json)));
    }

    [Fact]
    public void The_same_event_with_another_price_is_a_conflict()
    {
        var terms = Some.Terms(
            new PriceModel.CallerPriced(new(Quantity.Of(1), Dollars("10"), null, Currency.Usd)));
        var (first, other) = (Use("1"), Use("1"));
        (first["data"]!["currency"], first["data"]!["unitPrice"]) = ("USD", "2");
        (other["data"]!["currency"], other["data"]!["unitPrice"]) = ("USD", "3");

        var folded = Fold(terms, first, other, first.DeepClone().AsObject());

        Assert.Equal((1, 1), (folded.Lines.Length, folded.Duplicates));
        Assert.Equal($"unit {folded.Lines[0].Amount.ToDecimalString()} USD", folded.Lines[0].Stated);
        Assert.Equal("id_conflict", Assert.Single(folded.Quarantined).Reason);
    }

    private static string Outcome(Folded folded) => folded.Lines.IsEmpty
        ? Assert.Single(folded.Quarantined).Reason
        : $"{Assert.Single(folded.Lines).Amount.ToDecimalString()} of {folded.Lines[0].Billed}";

    private static Folded Fold(PriceTerms terms, params JsonObject[] events) =>
        new Rating(Some.OpenBook(), new(), Book(terms), UsageRules.Default, Some.Noon)
            .Fold(EventOrder.Sorted(Some.Reported(events)), FoldLimits.Largest);

    private static PriceBook Book(PriceTerms terms) => Some.Prices(Some.RateCard("ai-inference/images/USD", terms));

    private static PriceVersion Version(PriceTerms terms) =>
        Some.Version(terms, Some.Card("ai-inference/images/USD"));

    private static JsonObject Use(string quantity, string id = "e", string dimensions = "-")
    {
        var json = Some.EventJson(id, meter: "images", quantity: quantity);
        if (dimensions == "-") return json;
        json["data"]!["dimensions"] = new JsonObject(Dimensions.Parse(dimensions).Pairs.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));
        return json;
    }

    private static JsonObject Stating(IReadOnlyDictionary<string, string> row, JsonObject json)
    {
        foreach (var name in new[] { "currency", "unitPrice", "amount" })
            if (row.TryGetValue(name, out var value) && value != "-") json["data"]![name] = value;
        return json;
    }

    private static Amount? OptionalDollars(string cell) => cell == "-" ? null : Dollars(cell);

    private static Amount Dollars(string text) => Amount.Parse(text, Currency.Usd);
}
