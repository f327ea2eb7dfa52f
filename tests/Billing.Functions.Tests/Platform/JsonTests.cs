using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class JsonTests
{
    [Fact]
    public void Answers_are_written_as_the_contract_says()
    {
        var answer = new
        {
            AccountId = AccountId.Parse("acme"),
            Paid = Amount.Parse("500000", Currency.Vnd),
            Used = Quantity.Parse("1.5"),
            At = new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.FromHours(7)),
            Role = Role.Finance,
            Currency = Currency.Jpy,
            PerService = new Dictionary<ServiceName, int> { [ServiceName.Parse("ai-inference")] = 1 },
            Missing = (string?)null,
        };

        Assert.Equal(
            """
            {"accountId":"acme","paid":{"amount":"500000","currency":"VND"},"used":"1.5","at":"2026-11-22T09:00:00Z",
            "role":"finance","currency":"JPY","perService":{"ai-inference":1},"missing":null}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(answer, Json.Options));
    }

    [Theory]
    [InlineData("12.5", "USD")]
    [InlineData("-0.0000000001", "USD")]
    [InlineData("0", "JPY")]
    [InlineData("922337203", "USD")]
    public void An_amount_comes_back_as_it_went(string number, string currency)
    {
        var amount = Amount.Parse(number, Currency.Parse(currency));

        Assert.Equal(
            amount, JsonSerializer.Deserialize<Amount>(JsonSerializer.Serialize(amount, Json.Options), Json.Options));
    }

    [Theory]
    [InlineData("""{"amount":"1","currency":"XXX"}""")]
    [InlineData("""{"amount":"x","currency":"USD"}""")]
    [InlineData("""{"amount":"1"}""")]
    [InlineData("5")]
    public void What_is_no_amount_is_not_read(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Amount>(json, Json.Options));

    [Fact]
    public void A_number_is_no_enum_member() =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Role>("1", Json.Options));
}
