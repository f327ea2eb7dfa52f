using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>Published examples and choices of price, from the reported event to the charged line.</summary>
public sealed class RatingVectorsTests
{
    /// <summary>What the price list publishes; each use is one event, and each line is rounded by itself.</summary>
    private const string Published =
        """
        case               | uses    | price    | per     | up to | least | lines                     | total
        fine-tuning, H100  | 8       | 5.5      | 60      | 15    | 15    | 1.375                     | 1.375
        inference, input   | 13394   | 0.165    | 1000000 | 1     | 1     | 0.00221001                | 0.00221001
        inference, output  | 127     | 0.187    | 1000000 | 1     | 1     | 0.000023749               | 0.000023749
        model hub storage  | 75 315  | 0.000013 | 1       | -     | -     | 0.000975 0.004095         | 0.00507
        model hub, a block | 15 21   | 0.000065 | 5       | 5     | -     | 0.000195 0.000325         | 0.00052
        GPU, half an hour  | 900 900 | 2.31     | 3600    | -     | -     | 0.5775 0.5775             | 1.155
        GPU, second by one | 1799 1  | 2.31     | 3600    | 1     | -     | 1.1543583333 0.0006416667 | 1.155
        GPU storage        | 500     | 0.00013  | 1       | -     | -     | 0.065                     | 0.065
        """;

    [Fact]
    public void The_published_examples_are_charged_exactly()
    {
        foreach (var row in TextTable.Rows(Published))
        {
            var rule = new MeterRule(Optional(row["up to"]), Optional(row["least"]) ?? Quantity.Zero, null);
            var terms = Some.Terms(Some.PerUnit(row["price"], row["per"]), rule: rule);

            var folded = Fold(terms, [.. row["uses"].Split(' ').Select((used, i) => Use(used, $"e{i:D2}"))]);

            var amounts = folded.Lines.Select(line => line.Amount).ToList();
            Assert.Equal(row["lines"].Split(' ').Select(Dollars), amounts);
            Assert.Equal(Dollars(row["total"]), amounts.Aggregate((a, b) => a + b));
        }
    }

    [Fact]
    public void Tokens_in_and_out_of_one_request_come_to_the_published_sum()
    {
        var (input, output) = (Some.EventJson("in", quantity: "13394"), Some.EventJson("out", quantity: "127"));
        output["data"]!["meter"] = "output-tokens";

        var lines = new Rating(Some.OpenBook(), new(), Some.Prices(), UsageRules.Default, Some.Noon)
            .Fold(EventOrder.Sorted(Some.Reported([input, output])), FoldLimits.Largest).Lines;

        Assert.Equal(Dollars("0.002233759"), lines.Select(line => line.Amount).Aggregate((a, b) => a + b));
    }

    private const string Choices =
        """
        dimensions                     | charged
        -                              | 1
        gpu=h100                       | 5
        gpu=a100                       | 1
        gpu=h100;region=jp             | 5
        gpu=h100;region=vn             | 4
        gpu=h100;model=llama;region=vn | 3
        gpu=h100;model=qwen;region=vn  | 4
        gpu=a100;model=llama;region=vn | 1
        """;

    [Fact]
    public void The_price_that_asks_for_most_of_model_gpu_and_region_is_charged()
    {
        (string When, string Price)[] options =
            [("", "1"), ("gpu=h100", "5"), ("gpu=h100;region=vn", "4"), ("gpu=h100;model=llama;region=vn", "3")];
        var terms = Some.Terms() with
        {
            Options = [
                .. options.Select(it => new PriceOption(Dimensions.Parse(it.When), Some.PerUnit(it.Price, "1")))],
        };

        foreach (var row in TextTable.Rows(Choices))
        {
            var line = Assert.Single(Fold(terms, Use("1", "e", row["dimensions"])).Lines);
            Assert.Equal(Dollars(row["charged"]), line.Amount);
        }
    }

    private static Folded Fold(PriceTerms terms, params JsonObject[] events) => new Rating(
            Some.OpenBook(), new(), Some.Prices(Some.RateCard("ai-inference/images/USD", terms)),
            UsageRules.Default, Some.Noon)
        .Fold(EventOrder.Sorted(Some.Reported(events)), FoldLimits.Largest);

    private static JsonObject Use(string quantity, string id, string dimensions = "-")
    {
        var json = Some.EventJson(id, meter: "images", quantity: quantity);
        if (dimensions == "-") return json;
        json["data"]!["dimensions"] = new JsonObject(Dimensions.Parse(dimensions).Pairs.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));
        return json;
    }

    private static Quantity? Optional(string cell) => cell == "-" ? null : Quantity.Parse(cell);

    private static Amount Dollars(string text) => Amount.Parse(text, Currency.Usd);
}
