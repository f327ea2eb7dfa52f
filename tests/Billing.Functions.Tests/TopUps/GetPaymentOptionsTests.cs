using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.TopUps;

public sealed class GetPaymentOptionsTests
{
    private readonly GetPaymentOptions _verb = new(SomeTopUp.Rules, Minimums());

    [Theory]
    [InlineData("VN", "VND 500000..500000000", "vnpay VND, paypal USD exchanged, bank-transfer VND JPY")]
    [InlineData("JP", "JPY 3000..999999", "stripe JPY, paypal USD exchanged, bank-transfer VND JPY")]
    [InlineData("US", "EUR 25..10000, JPY 3000..999999, USD 25..10000", "paypal USD EUR HUF JPY")]
    public void The_country_decides_on_currencies_and_ways_to_pay(string country, string currencies, string methods)
    {
        var options = Options(country);

        Assert.Equal(currencies, string.Join(", ", options.GetProperty("currencies").EnumerateArray().Select(range =>
            $"{range.GetProperty("currency")} {Digits(range, "minimum")}..{Digits(range, "maximum")}")));
        Assert.Equal(methods, string.Join(", ", options.GetProperty("methods").EnumerateArray().Select(Offered)));
        Assert.Equal("2026-11", options.GetProperty("termsVersion").GetString());
    }

    [Fact]
    public void Each_way_to_pay_tells_its_instruments_and_brands()
    {
        var vnPay = Options("VN").GetProperty("methods")[0];

        Assert.Equal(
            """{"method":"vnpay","currencies":["VND"],"byExchange":false,"kinds":["qr","card"],"brands":["Visa"]}""",
            vnPay.GetRawText());
    }

    [Theory]
    [InlineData("XX")]
    [InlineData("vn")]
    [InlineData("VNM")]
    public void There_is_no_other_country(string country) =>
        Assert.Equal("404 not_found", _verb.Run(SomeRequest.Query(""), country).Summary());

    private JsonElement Options(string country) => JsonSerializer.SerializeToElement(
        Assert.IsType<OkObjectResult>(_verb.Run(SomeRequest.Query(""), country)).Value,
        Billing.Platform.Json.Options);

    private static string Offered(JsonElement offer)
    {
        var currencies = offer.GetProperty("currencies").EnumerateArray().Select(currency => currency.GetString());
        var suffix = offer.GetProperty("byExchange").GetBoolean() ? " exchanged" : "";
        return $"{offer.GetProperty("method")} {string.Join(' ', currencies)}{suffix}";
    }

    private static string? Digits(JsonElement range, string name) =>
        range.GetProperty(name).GetProperty("amount").GetString();

    private static CurrencyMinimums Minimums() =>
        CurrencyMinimums.TryParse("VND 500000, JPY 3000, USD 25, EUR 25", out var minimums)
            ? minimums
            : throw new FormatException();
}
