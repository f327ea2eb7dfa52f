using System.Text.Json;
using Billing.Money;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeFieldsTests
{
    [Theory]
    [InlineData("3000", true)]
    [InlineData("0", true)]
    [InlineData("99999999", true)]
    [InlineData("100000000", false)]
    [InlineData("-1", false)]
    [InlineData("3000.5", false)]
    [InlineData("1e300", false)]
    [InlineData("\"3000\"", false)]
    [InlineData("null", false)]
    [InlineData("true", false)]
    public void Money_is_a_whole_number_of_yen(string amount, bool isMoney)
    {
        var fields = Of($$"""{"currency":"jpy","amount":{{amount}}}""");

        Assert.Equal(isMoney, fields.Money("amount") is not null);
        Assert.Null(Of($$"""{"currency":"usd","amount":{{amount}}}""").Money("amount"));
        Assert.Null(Of($$"""{"amount":{{amount}}}""").Money("amount"));
    }

    [Fact]
    public void A_yen_is_not_a_hundredth() =>
        Assert.Equal(Amount.Parse("3000", Currency.Jpy), Of("""{"currency":"jpy","amount":3000}""").Money("amount"));

    [Fact]
    public void An_id_stands_alone_or_in_its_object()
    {
        var fields = Of("""{"a":"pi_1","b":{"id":"pi_2"},"c":7,"d":null}""");

        Assert.Equal(("pi_1", "pi_2"), (fields.Id("a"), fields.Id("b")));
        Assert.Null(fields.Id("c"));
        Assert.Null(fields.Id("d"));
        Assert.Null(fields.Id("e"));
    }

    [Fact]
    public void A_text_has_a_limit_and_a_time_is_one()
    {
        var fields = Of($$"""{"long":"{{new string('x', 256)}}","empty":"","at":7258118401,"flag":true}""");

        Assert.Null(fields.Text("long"));
        Assert.Null(fields.Text("empty"));
        Assert.Null(fields.Time("at"));
        Assert.True(fields.Flag("flag"));
        Assert.Null(fields.Flag("empty"));
        Assert.Null(default(StripeFields).Text("id"));
    }

    private static StripeFields Of(string json) => new(JsonDocument.Parse(json).RootElement);
}
