using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Functions.Tests.Pricing;

public sealed class PriceTermsBodyTests
{
    private const string Full = """
        {"validFrom":"2026-01-01T00:00:00Z","description":"{quantity} minutes","roundUpTo":"15","minimumQuantity":"15",
         "minimumCharge":"0.01","prices":[
          {"model":"perUnit","per":"60","price":"5.5"},
          {"when":[{"name":"gpu","value":"a100"}],"model":"volume","per":"1",
           "tiers":[{"upTo":"10","price":"2"},{"price":"1"}]},
          {"when":[{"name":"gpu","value":"h100"}],"model":"graduated","per":"1","tiers":[{"price":"1"}]}]}
        """;

    [Fact]
    public void Terms_are_read_and_written_back_as_they_were()
    {
        var (terms, faults) = Read(Full);

        Assert.Empty(faults);
        Assert.Equal((Quantity.Of(15), Quantity.Of(15)), (terms.Rule.RoundUpTo!.Value, terms.Rule.MinimumQuantity));
        Assert.IsType<PriceModel.Volume>(terms.For(Dimensions.Parse("gpu=a100")));
        Assert.IsType<PriceModel.Graduated>(terms.For(Dimensions.Parse("gpu=h100")));
        Assert.IsType<PriceModel.PerUnit>(terms.For(Dimensions.None));
        var text = PriceTermsJson.Text(terms);
        Assert.Equal(text, PriceTermsJson.Text(new PriceTermsBody(Currency.Usd).Stored(text)));
    }

    [Fact]
    public void Packages_are_read_and_written_back_as_they_were()
    {
        var text = PriceTermsJson.Text(Some.Terms(new PriceModel.Package(Some.Rate("3", "10"))));

        Assert.Equal(text, PriceTermsJson.Text(new PriceTermsBody(Currency.Usd).Stored(text)));
    }

    [Fact]
    public void An_empty_body_lacks_everything_at_once() =>
        Assert.Equal(["description:required", "validFrom:required", "prices:required"], Read("{}").Faults.Distinct());

    [Theory]
    [InlineData("\"per\":\"60\"", "\"per\":\"0\"", "prices[0].per:invalid")]
    [InlineData("\"per\":\"60\"", "\"per\":\"-1\"", "prices[0].per:invalid")]
    [InlineData("\"price\":\"5.5\"", "\"price\":\"-5.5\"", "prices[0].price:invalid")]
    [InlineData("\"price\":\"5.5\"", "\"price\":\"0.00000000001\"", "prices[0].price:invalid")]
    [InlineData("\"price\":\"5.5\"", "\"price\":5.5", "prices[0].price:type")]
    [InlineData("perUnit", "free", "prices[0].model:invalid")]
    [InlineData("perUnit", "package", "minimumCharge:not_with_packages")]
    [InlineData("a100", "h100", "prices[2].when:ambiguous")]
    [InlineData("\"upTo\":\"10\"", "\"upTo\":\"0\"", "prices[1].tiers[0].upTo:invalid")]
    [InlineData("{\"upTo\":\"10\",\"price\":\"2\"},", "{\"price\":\"2\"},", "prices[1].tiers:order")]
    [InlineData("{quantity}", "{model}", "description:unknown_placeholder")]
    [InlineData("\"roundUpTo\":\"15\"", "\"roundUpTo\":\"0\"", "roundUpTo:invalid")]
    [InlineData("\"minimumQuantity\"", "\"minimumQuality\"", "minimumQuality:unknown_member")]
    [InlineData("2026-01-01T00:00:00Z", "yesterday", "validFrom:invalid")]
    public void A_fault_is_named_where_it_is(string right, string wrong, string fault) =>
        Assert.Contains(fault, Read(Full.Replace(right, wrong, StringComparison.Ordinal)).Faults);

    private const string Newer = """
        {"validFrom":"2026-01-01T00:00:00Z","description":"{quantity}",
         "states":{"dimension":"state","billed":["running","idle"],"free":["stopped"]},"prices":[
          {"model":"percentage","basisPoints":2000},
          {"when":[{"name":"gpu","value":"a100"}],
           "model":"callerPriced","per":"60","maxUnitPrice":"5.5","maxAmount":"9"}]}
        """;

    [Fact]
    public void Shares_callers_prices_and_states_are_read_and_written_back_as_they_were()
    {
        var (terms, faults) = Read(Newer);

        Assert.Empty(faults);
        Assert.Equal(new PriceModel.Percentage(2_000, Currency.Usd), terms.For(Dimensions.None));
        Assert.Equal(StateVerdict.Free, terms.States!.Of(Dimensions.Parse("state=stopped")));
        var text = PriceTermsJson.Text(terms);
        Assert.Equal(text, PriceTermsJson.Text(new PriceTermsBody(Currency.Usd).Stored(text)));
        Assert.NotEqual(text, PriceTermsJson.Text(terms with { States = null }));
    }

    [Theory]
    [InlineData("2000", "0", "prices[0].basisPoints:out_of_range")]
    [InlineData("2000", "100001", "prices[0].basisPoints:out_of_range")]
    [InlineData("\"basisPoints\":2000", "\"per\":\"1\",\"basisPoints\":2000", "prices[0].per:unknown_member")]
    [InlineData(",\"maxUnitPrice\":\"5.5\",\"maxAmount\":\"9\"", "", "prices[1].maxUnitPrice:required")]
    [InlineData("\"maxAmount\":\"9\"", "\"maxAmount\":\"-9\"", "prices[1].maxAmount:invalid")]
    [InlineData("\"maxAmount\":\"9\"", "\"price\":\"9\"", "prices[1].price:unknown_member")]
    [InlineData("\"idle\"", "\"running\"", "states.billed:repeated")]
    [InlineData("\"idle\"", "\"stopped\"", "states.free:repeated")]
    [InlineData("\"idle\"", "7", "states.billed[1]:type")]
    [InlineData("\"billed\":[\"running\",\"idle\"],", "", "states.billed:required")]
    [InlineData("\"dimension\":\"state\",", "", "states.dimension:required")]
    [InlineData("\"description\"", "\"minimumCharge\":\"1\",\"description\"", "minimumCharge:not_with_caller_prices")]
    public void A_fault_of_a_newer_form_is_named_where_it_is(string right, string wrong, string fault) =>
        Assert.Contains(fault, Read(Newer.Replace(right, wrong, StringComparison.Ordinal)).Faults);

    [Fact]
    public void A_dimension_is_asked_for_once()
    {
        const string right = """[{"name":"gpu","value":"a100"}]""";
        const string wrong = """[{"name":"gpu","value":"a100"},{"name":"gpu","value":"b"}]""";

        Assert.Contains("prices[1].when:repeated", Read(Full.Replace(right, wrong, StringComparison.Ordinal)).Faults);
    }

    private static (PriceTerms Terms, string[] Faults) Read(string json)
    {
        var body = RequestBody.Parse(Encoding.UTF8.GetBytes(json));
        var terms = new PriceTermsBody(Currency.Usd).Read(body);
        return (terms, [.. body.Faults().Select(fault => $"{fault.Field}:{fault.Code}")]);
    }
}
