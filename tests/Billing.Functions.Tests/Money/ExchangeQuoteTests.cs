using System.Globalization;
using System.Numerics;
using Billing.Money;
using CsCheck;

namespace Billing.Functions.Tests.Money;

public sealed class ExchangeQuoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string, string)[] Pairs =
        [("USD", "VND"), ("VND", "USD"), ("USD", "JPY"), ("EUR", "TWD"), ("JPY", "VND")];

    private static readonly Gen<ExchangeRate> Rates =
        from digits in Gen.Long[1, 999_999_999_999_999_999]
        from decimals in Gen.Int[0, 18]
        select ExchangeRate.Parse(FixedPoint.Format(digits, decimals));

    private static readonly Gen<(ExchangeQuote Quote, Currency Bought)> Quotes =
        from pair in Gen.Int[0, Pairs.Length - 1].Select(i => Pairs[i])
        from rate in Rates
        from spread in Gen.Int[0, ExchangeQuote.MaxSpreadBasisPoints]
        from buysBase in Gen.Bool
        let quote = Quote(pair.Item1, pair.Item2, rate.ToString(), spread)
        select (quote, buysBase ? quote.Base : quote.Quoted);

    /// <summary>Worked out by hand: the amount times or over the rate, plus the spread, rounded up.</summary>
    [Theory]
    [InlineData("USD", "VND", "26350", 0, "500000 VND", 2, "18.98 USD")]
    [InlineData("USD", "VND", "26350", 150, "500000 VND", 2, "19.26 USD")]
    [InlineData("USD", "VND", "25000", 0, "500000 VND", 2, "20 USD")]
    [InlineData("USD", "VND", "25000", 1, "500000 VND", 2, "20.01 USD")]
    [InlineData("VND", "USD", "0.00004", 0, "500000 VND", 2, "20 USD")]
    [InlineData("VND", "USD", "0.000040001", 0, "500000 VND", 2, "20.01 USD")]
    [InlineData("USD", "JPY", "156.25", 0, "3000 JPY", 2, "19.2 USD")]
    [InlineData("USD", "JPY", "156.25", 200, "3000 JPY", 2, "19.59 USD")]
    [InlineData("EUR", "TWD", "36.5", 0, "25 EUR", 0, "913 TWD")]
    [InlineData("EUR", "TWD", "36.5", 0, "25 EUR", 2, "912.5 TWD")]
    [InlineData("USD", "JPY", "156.25", 0, "25.01 USD", 0, "3908 JPY")]
    public void The_total_is_rounded_once_up_to_what_can_be_paid(
        string from, string to, string rate, int spread, string amount, int digits, string total) =>
        Assert.Equal(total, Quote(from, to, rate, spread).Convert(Money(amount), digits).ToString());

    [Fact]
    public void It_never_costs_less_than_the_rate_nor_a_step_too_much() =>
        Gen.Select(Quotes, Gen.Long[0, 9_000_000_000]).Sample((it, minor) =>
        {
            var amount = Amount.OfMinor(minor, it.Bought);
            var paid = it.Quote.Other(it.Bought);
            if (it.Quote.Convert(amount, paid.MinorDigits) is not { } total) return;

            Assert.Equal(paid, total.Currency);
            Assert.True(total.IsWholeMinor);
            Assert.True(Worth(it.Quote, amount) <= Cost(it.Quote, amount, total));
            if (total.IsZero) Assert.Equal(0, minor);
            else Assert.True(Worth(it.Quote, amount) > Cost(it.Quote, amount, total - Amount.OfMinor(1, paid)));
        });

    [Fact]
    public void More_credit_never_costs_less_and_more_spread_neither() =>
        Gen.Select(Quotes, Gen.Long[0, 9_000_000_000], Gen.Long[0, 1_000_000_000]).Sample((it, minor, more) =>
        {
            var digits = it.Quote.Other(it.Bought).MinorDigits;
            var less = it.Quote.Convert(Amount.OfMinor(minor, it.Bought), digits);
            var same = Quote(it.Quote.Base.Code, it.Quote.Quoted.Code, it.Quote.Rate.ToString(), 0)
                .Convert(Amount.OfMinor(minor, it.Bought), digits);

            if (it.Quote.Convert(Amount.OfMinor(minor + more, it.Bought), digits) is { } total)
                Assert.True(less <= total);
            if (less is { } withSpread) Assert.True(same <= withSpread);
        });

    [Fact]
    public void Every_amount_at_every_rate_has_a_total_or_none_and_never_overflows() =>
        Gen.Select(Quotes, Gen.Long[0, long.MaxValue]).Sample((it, units) =>
        {
            var amount = new Amount(units, it.Bought).FloorToMinor();
            var paid = it.Quote.Other(it.Bought);
            var isBeyond = Worth(it.Quote, amount) > Cost(it.Quote, amount, new Amount(
                long.MaxValue, paid).FloorToMinor());

            Assert.Equal(isBeyond, it.Quote.Convert(amount, paid.MinorDigits) is null);
        });

    [Fact]
    public void Both_currencies_lead_to_each_other_and_no_third_to_them()
    {
        var quote = Quote("USD", "VND", "26350", 0);

        Assert.Equal((Currency.Vnd, Currency.Usd), (quote.Other(Currency.Usd), quote.Other(Currency.Vnd)));
        Assert.Throws<ArgumentException>(() => quote.Convert(Money("3000 JPY"), 2));
        Assert.Throws<ArgumentException>(() => Quote("USD", "USD", "1", 0));
    }

    [Fact]
    public void What_no_customer_can_buy_or_pay_is_not_converted()
    {
        var quote = Quote("USD", "VND", "26350", 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => quote.Convert(Money("-1 USD"), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => quote.Convert(Money("25 USD"), 1));
        Assert.Throws<InvalidOperationException>(() => quote.Convert(Money("25.001 USD"), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quote("USD", "VND", "26350", -1));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Quote("USD", "VND", "26350", ExchangeQuote.MaxSpreadBasisPoints + 1));
    }

    private static ExchangeQuote Quote(string from, string to, string rate, int spread) => new(
        Currency.Parse(from), Currency.Parse(to), ExchangeRate.Parse(rate), "test", Now, spread,
        Now + ExchangeQuote.ValidFor);

    private static Amount Money(string text) => Amount.Parse(text.Split(' ')[0], Currency.Parse(text.Split(' ')[1]));

    /// <summary>What the amount costs, and what is paid for it, both brought to whole numbers of one size.</summary>
    private static BigInteger Worth(ExchangeQuote quote, Amount amount) =>
        amount.Units
        * (amount.Currency == quote.Base ? quote.Rate.Digits : Ten(quote.Rate.Decimals))
        * (10_000 + quote.SpreadBasisPoints)
        * new BigInteger(quote.Other(amount.Currency).UnitsPerMajor);

    private static BigInteger Cost(ExchangeQuote quote, Amount amount, Amount total) =>
        total.Units
        * (amount.Currency == quote.Base ? Ten(quote.Rate.Decimals) : quote.Rate.Digits)
        * 10_000
        * new BigInteger(amount.Currency.UnitsPerMajor);

    private static BigInteger Ten(int exponent) =>
        BigInteger.Parse("1" + new string('0', exponent), CultureInfo.InvariantCulture);
}
