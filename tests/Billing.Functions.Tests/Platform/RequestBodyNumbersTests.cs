using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class RequestBodyNumbersTests
{
    [Theory]
    [InlineData("""{"amount":5,"currency":"USD"}""", "paid.amount:type")]
    [InlineData("""{"amount":"5"}""", "paid.currency:required")]
    [InlineData("""{"amount":"5","currency":"XXX"}""", "paid.currency:invalid")]
    [InlineData("""{"amount":"1e3","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"1,000","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"99999999999999999999","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"0.00000000001","currency":"USD"}""", "paid.amount:not_an_amount")]
    [InlineData("""{"amount":"5","currency":"USD","x":1}""", "paid.x:unknown_member")]
    public void A_wrong_amount_is_named_to_the_member(string amount, string fault)
    {
        var body = Parse($$"""{"paid":{{amount}}}""");
        body.Amount("paid");

        Assert.Equal([fault], body.Refused().Faults());
    }

    [Theory]
    [InlineData("1.5", "type")]
    [InlineData("1e2", "type")]
    [InlineData("6", "out_of_range")]
    [InlineData("-1", "out_of_range")]
    [InlineData("99999999999999999999", "out_of_range")]
    public void A_number_is_whole_and_within_bounds(string number, string code)
    {
        var body = Parse($$"""{"n":{{number}}}""");
        body.Number("n", 0, 5);

        Assert.Equal([$"n:{code}"], body.Refused().Faults());
    }

    [Theory]
    [InlineData("1e308")]
    [InlineData("-")]
    [InlineData("0x10")]
    [InlineData("1.0000001")]
    public void A_quantity_is_plain_digits(string text)
    {
        var body = Parse($$"""{"q":"{{text}}"}""");
        body.Quantity("q");

        Assert.Equal(["q:invalid"], body.Refused().Faults());
    }

    [Fact]
    public void A_decimal_outside_its_bounds_or_too_fine_is_refused()
    {
        var body = Parse("""{"high":2,"fine":"0.0000000001","odd":"1e-3"}""");
        body.Decimal("high", 0, 1);
        body.Decimal("fine", 0, 1);
        body.Decimal("odd", 0, 1);

        Assert.Equal(["high:out_of_range", "fine:invalid", "odd:invalid"], body.Refused().Faults());
    }

    private static RequestBody Parse(string json) => RequestBody.Parse(Encoding.UTF8.GetBytes(json));
}
