using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.Support;

/// <summary>Top-ups, quotes and rules that tests start from.</summary>
public static class SomeTopUp
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);
    public static readonly TopUpId Id = TopUpId.Parse("01KAN0000000000000000000T1");
    public static readonly Amount Paid = Amount.OfMinor(500_000, Currency.Vnd);
    public static readonly Currency Euro = Currency.Parse("EUR");
    public static readonly Currency Forint = Currency.Parse("HUF");
    public static readonly BuyerTerms Buyer = new("VN", Currency.Vnd);

    public static PaymentTimes Times { get; } =
        new VnPayGateway(new(), new("", "", new("http://a"), new("http://a"), new("http://a"), ""), TimeProvider.System)
            .Times;

    public static VnPayTerminal Terminal { get; } = new(
        "BILLING1",
        "test-only-secret",
        new("http://localhost:7071/sandbox/vnpay/paymentv2/vpcpay.html"),
        new("http://localhost:7071/sandbox/vnpay/merchant_webapi/api/transaction"),
        new("http://localhost:7071/api/v1/payments/vnpay/return"),
        "203.0.113.10");

    public static TopUpRules Rules { get; } = new(
        "2026-11",
        ImmutableSortedDictionary<Currency, AmountRange>.Empty
            .Add(Currency.Vnd, Range(Currency.Vnd, "500000", "500000000", "500000", "1000000"))
            .Add(Currency.Jpy, Range(Currency.Jpy, "3000", "999999", "3000"))
            .Add(Currency.Usd, Range(Currency.Usd, "25", "10000", "25", "50"))
            .Add(Euro, Range(Euro, "25", "10000", "25", "50"))
            .Add(Forint, Range(Forint, "9000", "3600000", "9000")),
        [
            Offer(PayMethod.VnPay, "VN", "VND") with { Kinds = ["qr", "card"], Brands = ["Visa"] },
            Offer(PayMethod.Stripe, "JP", "JPY"),
            Offer(PayMethod.PayPal, "all but VN, JP", "USD EUR HUF JPY"),
            Offer(PayMethod.PayPal, "VN, JP", "USD") with { ByExchange = true },
            Offer(PayMethod.BankTransfer, "VN, JP", "VND JPY"),
        ]);

    public static TopUp TopUp(TopUpStatus status = TopUpStatus.Pending, string account = "acme") => status switch
    {
        TopUpStatus.Success => Plain(TopUpStatus.Success, account) with { Credited = Paid, Transaction = "14600001" },
        TopUpStatus.PartiallyRefunded => After(new PaymentResult.Refunded("r1", Amount.OfMinor(200_000, Currency.Vnd))),
        TopUpStatus.Refunded => After(new PaymentResult.Refunded("r1", Paid)),
        TopUpStatus.Disputed => After(new PaymentResult.Disputed("d1", DisputePhase.Opened, Paid)),
        TopUpStatus.ChargedBack => After(new PaymentResult.Disputed("d1", DisputePhase.Lost, Paid)),
        _ => Plain(status, account),
    };

    /// <summary>A top-up that succeeded and then learned of this.</summary>
    public static TopUp After(params PaymentResult[] facts) => facts.Aggregate(
        TopUp(TopUpStatus.Success), (topUp, fact) => topUp.Apply(fact, ResultSource.Notice, Now.AddHours(1)).TopUp);

    private static TopUp Plain(TopUpStatus status, string account) => new(
        Id, AccountId.Parse(account), Paid, PayMethod.VnPay, new("2026-11", Now), Now, Now + Times.ToPay, status);

    public static TopUpQuote Quote(string amount = "500000") => new(
        Id,
        AccountId.Parse("acme"),
        Amount.Parse(amount, Currency.Vnd),
        Amount.Parse(amount, Currency.Vnd),
        PayMethod.VnPay,
        "2026-11",
        Now);

    /// <summary>The fields of a notice about <see cref="TopUp"/>: paid, unless told otherwise.</summary>
    public static Dictionary<string, string> NoticeFields(string response = "00", string status = "00") => new()
    {
        ["vnp_TmnCode"] = Terminal.Code,
        ["vnp_Amount"] = "50000000",
        ["vnp_BankCode"] = "NCB",
        ["vnp_BankTranNo"] = "VNP14600001",
        ["vnp_CardType"] = "ATM",
        ["vnp_PayDate"] = "20261122120130",
        ["vnp_OrderInfo"] = $"Top-up {Id}",
        ["vnp_TransactionNo"] = "14600001",
        ["vnp_ResponseCode"] = response,
        ["vnp_TransactionStatus"] = status,
        ["vnp_TxnRef"] = Id.Value,
    };

    /// <summary>The fields as a query string with a good hash.</summary>
    public static string Signed(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var query = VnPaySignature.Canonical(fields);
        return $"{query}&vnp_SecureHash={VnPaySignature.Sign(Terminal.Secret, query)}";
    }

    /// <summary>A dollar is 25,000 dong, taken an hour ago, and two percent are added.</summary>
    public static ExchangeQuote Exchange(DateTimeOffset? expiresAt = null) => new(
        Currency.Usd, Currency.Vnd, ExchangeRate.Parse("25000"), "central bank", Now.AddHours(-1), 200,
        expiresAt ?? Now + ExchangeQuote.ValidFor);

    private static MethodOffer Offer(PayMethod method, string countries, string currencies) => new(
        method,
        CountrySet.TryParse(countries, out var named) ? named : throw new FormatException(countries),
        [.. currencies.Split(' ').Select(Currency.Parse)],
        ByExchange: false,
        [],
        []);

    private static AmountRange Range(Currency currency, string minimum, string maximum, params string[] presets) => new(
        Amount.Parse(minimum, currency),
        Amount.Parse(maximum, currency),
        [.. presets.Select(preset => Amount.Parse(preset, currency))]);
}
