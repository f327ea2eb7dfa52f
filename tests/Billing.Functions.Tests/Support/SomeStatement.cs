using Billing.Accounts;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.Functions.Tests.Support;

/// <summary>A statement with something in each of its figures.</summary>
public static class SomeStatement
{
    public static Statement Of(
        string currency = "USD", string timeZone = "UTC", StatementStatus status = StatementStatus.Final)
    {
        var month = StatementMonth.Of(2026, 11);
        var (from, until) = month.In(timeZone);
        var money = Currency.Parse(currency);
        AmountSum Sum(string text) => Amount.Parse(text, money);
        FundFigures topUp = new(
            CreditKind.TopUp, Sum("1000000"), Sum("500000"), Sum("240000.1234"), Sum("0"), Sum("1500"), Sum("-250"),
            Sum("1261249.8766"));
        FundFigures voucher = new(
            CreditKind.Voucher, Sum("20000"), Sum("30000"), Sum("15000"), Sum("5000"), Sum("0"), Sum("0"),
            Sum("30000"));
        return new(
            month, timeZone, from, until, status, money,
            new(topUp.Opening + voucher.Opening, topUp.Opening, voucher.Opening, Sum("0")),
            [new(CreditKind.TopUp, topUp.Added), new(CreditKind.Voucher, voucher.Added)],
            [
                new(new("ai-inference"), 12345, Sum("200000.1234"), Sum("70000")),
                new(new("gpu-container"), 720, Sum("55000"), Sum("0")),
            ],
            voucher.Expired, topUp.Reversed, topUp.Adjusted,
            new(topUp.Closing + voucher.Closing, topUp.Closing, voucher.Closing, Sum("0")),
            [topUp, voucher],
            new(Sum("0"), Sum("2000000"), Sum("70000"), Sum("0"), Sum("0"), Sum("0"), Sum("1930000")));
    }

    public static BillingProfile Holder(string country, string name, string address, string currency) => new(
        BillingType.Company, name, "billing@example.com", address, BillingCountry.Parse(country), "0101234567",
        Currency.Parse(currency));
}
