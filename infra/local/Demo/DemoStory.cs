using System.Globalization;
using System.Text.Json.Nodes;

namespace Billing.LocalHost.Demo;

/// <summary>The steps of the main job, each one a call that a customer, a service or staff would make.</summary>
public sealed class DemoStory(BillingClient api, string admin, string service, string finance, Action<string> say)
{
    /// <summary>Longer than an app that is killed again and again takes to stay up.</summary>
    private static readonly TimeSpan PaymentTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Publishes the demo's prices once; a price that is there already is left as it is.</summary>
    public async Task PublishPrices(DateTimeOffset validFrom, CancellationToken stop)
    {
        foreach (var ((currency, meter), price) in DemoPrices.PerMillion)
        {
            var route = $"rate-cards/{DemoPrices.Service}/{meter}/{currency}/versions";
            var published = await api.Get(route, admin, stop);
            if (published!["items"]!.AsArray().Count > 0) continue;

            var version = new JsonObject
            {
                ["validFrom"] = Instant(validFrom),
                ["description"] = $"AI inference, {{quantity}} {meter.Replace('-', ' ')}",
                ["prices"] = new JsonArray(new JsonObject
                {
                    ["model"] = "perUnit",
                    ["price"] = price.ToString(CultureInfo.InvariantCulture),
                    ["per"] = DemoPrices.PerTokens.ToString(CultureInfo.InvariantCulture),
                }),
            };
            await api.Post(route, admin, version, $"demo-{route.Replace('/', '.')}", stop);
            say($"published {meter} at {price.ToString(CultureInfo.InvariantCulture)} {currency} "
                + $"per {DemoPrices.PerTokens:N0} tokens");
        }
    }

    public async Task SaveProfile(DemoCustomer customer, CancellationToken stop)
    {
        var profile = new JsonObject
        {
            ["type"] = "personal",
            ["name"] = "Demo Customer",
            ["email"] = "customer@example.com",
            ["address"] = "1 Example Street",
            ["country"] = customer.Country,
            ["currency"] = customer.Currency,
        };
        await api.Put($"accounts/{customer.Account}/profile", customer.Token, profile, stop);
        say($"{customer.Account}: billing profile saved, {customer.Country} pays in {customer.Currency}");
    }

    /// <summary>
    /// Quote, consent, redirect, pay on the sandbox's page; the credit comes with the gateway's notice.
    /// </summary>
    /// <param name="key">Names this top-up, so that a repeated attempt is the same one.</param>
    public async Task TopUp(DemoCustomer customer, decimal amount, string key, CancellationToken stop)
    {
        var account = $"accounts/{customer.Account}";
        var ask = new JsonObject { ["amount"] = Money(amount, customer.Currency), ["method"] = "vnpay" };
        var quote = await api.Post($"{account}/top-up-quotes", customer.Token, ask, $"{key}-quote", stop);
        var consent = new JsonObject
        {
            ["quoteId"] = quote!["quoteId"]!.GetValue<string>(),
            ["acceptTerms"] = true,
            ["termsVersion"] = quote["termsVersion"]!.GetValue<string>(),
        };
        var topUp = await api.Post($"{account}/top-ups", customer.Token, consent, $"{key}-start", stop);
        var id = topUp!["topUpId"]!.GetValue<string>();
        await api.Pay(new Uri(topUp["redirectUrl"]!.GetValue<string>()), stop);

        await Until($"top-up {id}", PaymentTimeout, async () =>
            (await api.Get(
                $"{account}/top-ups/{id}", customer.Token, stop))!["status"]!.GetValue<string>() == "success", stop);
        say($"{customer.Account}: topped up {amount.ToString(CultureInfo.InvariantCulture)} "
            + $"{customer.Currency} through VNPay");
    }

    /// <summary>
    /// An admin makes a campaign with one code; the customer redeems it. The first voucher pays for the demo's service
    /// only.
    /// </summary>
    public async Task RedeemVouchers(
        DemoCustomer customer, string key, DateTimeOffset creditFrom, CancellationToken stop)
    {
        for (var i = 0; i < customer.Vouchers.Count; i++)
        {
            var amount = customer.Vouchers[i];
            var campaign = new JsonObject
            {
                ["name"] = $"Demo voucher {i + 1}",
                ["amount"] = Money(amount, customer.Currency),
                ["creditFrom"] = Instant(creditFrom),
                ["validDays"] = 30,
                ["services"] = i == 0 ? new JsonArray(DemoPrices.Service) : [],
            };
            var once = $"{key}-{customer.Account}-{i}";
            var made = await api.Post("voucher-campaigns", admin, campaign, once, stop);
            var codes = await api.Post(
                $"voucher-campaigns/{made!["id"]!.GetValue<string>()}/codes", admin, new JsonObject { ["count"] = 1 },
                once, stop);
            var redeem = new JsonObject { ["code"] = codes!["codes"]![0]!.GetValue<string>() };
            await api.Post($"accounts/{customer.Account}/vouchers", customer.Token, redeem, once, stop);
            say($"{customer.Account}: redeemed a voucher of "
                + $"{amount.ToString(CultureInfo.InvariantCulture)} {customer.Currency}");
        }
    }

    public Task<SentUsage> ReportUsage(
        DemoCustomer customer, IReadOnlyList<TraceEvent> events, Action<int> progress, CancellationToken stop) =>
        new UsageSender(api, service).Send(customer.Account, events, progress, stop);

    /// <summary>What the account's ledger holds and whether it proves itself.</summary>
    public Task<JsonNode?> Audit(DemoCustomer customer, CancellationToken stop) =>
        api.Get($"accounts/{customer.Account}/audit", finance, stop);

    public Task<JsonNode?> Balance(DemoCustomer customer, CancellationToken stop) =>
        api.Get($"accounts/{customer.Account}/balance", customer.Token, stop);

    /// <summary>Every page of the usage history, added up by service.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ChargedByService(
        DemoCustomer customer, CancellationToken stop)
    {
        var charged = new Dictionary<string, decimal>(StringComparer.Ordinal);
        for (var cursor = ""; ;)
        {
            var page = await api.Get(
                $"accounts/{customer.Account}/credit-history?kind=usage&limit=200{cursor}", customer.Token, stop);
            foreach (var row in page!["items"]!.AsArray())
            {
                var name = row!["service"]!.GetValue<string>();
                charged[name] = charged.GetValueOrDefault(name) - Amount(row["amount"]!);
            }

            if (page["next"]?.GetValue<string>() is not { } next) return charged;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }

    /// <exception cref="DemoException">It did not come true in time.</exception>
    public static async Task Until(string what, TimeSpan timeout, Func<Task<bool>> isTrue, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            while (!await isTrue()) await Task.Delay(Pause, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new DemoException($"Waited {timeout.TotalSeconds:0} s for {what} in vain.");
        }
    }

    public static decimal Amount(JsonNode money) =>
        decimal.Parse(money["amount"]!.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static JsonObject Money(decimal amount, string currency) =>
        new() { ["amount"] = amount.ToString(CultureInfo.InvariantCulture), ["currency"] = currency };

    private static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
