using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class AmountTests
{
    private static readonly Gen<Currency> AnyCurrency =
        Gen.Int[0, Currency.All.Count - 1].Select(i => Currency.All.ElementAt(i));
    private static readonly Gen<Amount> AnyAmount =
        Gen.Select(Gen.Long, AnyCurrency, (units, currency) => new Amount(units, currency));

    [Theory]
    [InlineData("25.00", "USD", 250_000_000_000, "25 USD")]
    [InlineData("0.0000000001", "USD", 1, "0.0000000001 USD")]
    [InlineData("-1.5", "USD", -15_000_000_000, "-1.5 USD")]
    [InlineData("500000", "VND", 500_000_000_000, "500000 VND")]
    [InlineData("3000", "JPY", 300_000_000_000, "3000 JPY")]
    public void A_decimal_string_is_read_exactly(string text, string currency, long units, string shown)
    {
        var amount = Amount.Parse(text, Currency.Parse(currency));

        Assert.Equal(units, amount.Units);
        Assert.Equal(shown, amount.ToString());
    }

    [Theory]
    [InlineData("0.00000000001", "USD")]
    [InlineData("0.0000001", "VND")]
    [InlineData("922337203.6854775808", "USD")]
    [InlineData("1e5", "USD")]
    [InlineData("", "USD")]
    [InlineData(null, "USD")]
    public void What_the_ledger_cannot_hold_is_refused(string? text, string currency)
    {
        Assert.False(Amount.TryParse(text, Currency.Parse(currency), out _));
        Assert.Throws<FormatException>(() => Amount.Parse(text ?? "", Currency.Parse(currency)));
    }

    [Fact]
    public void Writing_and_reading_is_a_round_trip() => AnyAmount.Sample(amount =>
        Amount.Parse(amount.ToDecimalString(), amount.Currency) == amount);

    [Theory]
    [InlineData("1.01", "USD", true, 101)]
    [InlineData("1.001", "USD", false, 0)]
    [InlineData("500000", "VND", true, 500_000)]
    [InlineData("500000.5", "VND", false, 0)]
    [InlineData("3000.01", "JPY", false, 0)]
    public void A_customer_can_pay_whole_minor_units_only(string text, string currency, bool payable, long minor)
    {
        var amount = Amount.Parse(text, Currency.Parse(currency));

        Assert.Equal(payable, amount.IsWholeMinor);
        if (payable) Assert.Equal(minor, amount.ToMinor());
        else Assert.Throws<InvalidOperationException>(() => amount.ToMinor());
    }

    [Theory]
    [InlineData("1.019", "1.01")]
    [InlineData("1.01", "1.01")]
    [InlineData("0.009", "0")]
    [InlineData("-0.001", "-0.01")]
    [InlineData("-1.01", "-1.01")]
    public void A_spendable_balance_is_shown_rounded_down(string exact, string shown) =>
        Assert.Equal(Amount.Parse(shown, Currency.Usd), Amount.Parse(exact, Currency.Usd).FloorToMinor());

    [Fact]
    public void Minor_units_and_back_is_a_round_trip() =>
        Gen.Select(Gen.Int, AnyCurrency).Sample((minor, currency) =>
            Amount.OfMinor(minor, currency).ToMinor() == minor);

    [Fact]
    public void What_is_added_can_be_taken_away()
    {
        var half = Gen.Long[-1L << 61, 1L << 61].Select(units => new Amount(units, Currency.Usd));
        Gen.Select(half, half).Sample((a, b) => a + b - b == a);
    }

    [Fact]
    public void Two_currencies_never_meet_in_one_sum()
    {
        var dollar = Amount.OfMinor(100, Currency.Usd);
        var dong = Amount.OfMinor(100, Currency.Vnd);

        Assert.Throws<InvalidOperationException>(() => dollar + dong);
        Assert.Throws<InvalidOperationException>(() => dollar - dong);
        Assert.Throws<InvalidOperationException>(() => dollar < dong);
        Assert.Throws<InvalidOperationException>(() => Amount.Min(dollar, dong));
        Assert.NotEqual(Amount.Zero(Currency.Usd), Amount.Zero(Currency.Vnd));
    }

    [Fact]
    public void Overflow_is_refused_and_never_wraps()
    {
        var most = new Amount(long.MaxValue, Currency.Usd);
        var least = new Amount(long.MinValue, Currency.Usd);
        var one = new Amount(1, Currency.Usd);

        Assert.Throws<OverflowException>(() => most + one);
        Assert.Throws<OverflowException>(() => least - one);
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => least.FloorToMinor());
        Assert.Throws<OverflowException>(() => Amount.OfMinor(long.MaxValue, Currency.Usd));
    }
}
