using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Billing.EndToEnd.Tests.Support;
using Billing.Ledger;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>What a customer buys: where, in which currency, paid how, and how much of its minor units.</summary>
public sealed record Purchase(string Country, string Currency, string Method, string Amount)
{
    public static Purchase VnPay { get; } = new("VN", "VND", "vnpay", $"{Buyer.Dong}");
}

/// <summary>
/// A customer of a running app, seen from outside by HTTP and from inside by the rows of the ledger.
/// </summary>
public sealed class Buyer
{
    public const string Secret = "sandbox-only-secret-of-the-development-host";
    public const string Terminal = "BILLING1";
    public const long Dong = 500_000;

    private readonly TableServiceClient _tables;

    private Buyer(RunningHost host, string account, string token, Purchase purchase) =>
        (Host, Account, Token, Purchase, _tables) =
            (host, AccountId.Parse(account), token, purchase, new(host.StorageConnection));

    public RunningHost Host { get; }

    public AccountId Account { get; }

    public string Token { get; }

    public Purchase Purchase { get; }

    public static async Task<Buyer> Create(
        RunningHost host, string account, Purchase purchase, CancellationToken stop)
    {
        var buyer = new Buyer(host, account, await host.Api.Token(account, "customer", account, stop), purchase);
        var profile = new JsonObject
        {
            ["type"] = "personal", ["name"] = "Buyer", ["email"] = "buyer@example.com", ["address"] = "1 Street",
            ["country"] = purchase.Country, ["currency"] = purchase.Currency,
        };
        await host.Api.Put($"accounts/{account}/profile", buyer.Token, profile, stop);
        return buyer;
    }

    /// <summary>Quotes and confirms; the answer of the confirmation.</summary>
    public async Task<JsonNode> Start(CancellationToken stop) => (await Host.Api.Post(
        $"accounts/{Account}/top-ups", Token, await Quote(stop), Key("start"), stop))!;

    /// <summary>Quotes; the consent to it, which confirms it.</summary>
    public async Task<JsonObject> Quote(CancellationToken stop)
    {
        var ask = new JsonObject
        {
            ["amount"] = new JsonObject { ["amount"] = Purchase.Amount, ["currency"] = Purchase.Currency },
            ["method"] = Purchase.Method,
        };
        var quote = await Host.Api.Post($"accounts/{Account}/top-up-quotes", Token, ask, Key("quote"), stop);
        return new()
        {
            ["quoteId"] = quote!["quoteId"]!.GetValue<string>(), ["acceptTerms"] = true,
            ["termsVersion"] = quote["termsVersion"]!.GetValue<string>(),
        };
    }

    /// <summary>Confirms a quote once, whatever the answer.</summary>
    public async Task<(int Status, JsonNode Answer)> Confirm(JsonObject consent, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"api/v1/accounts/{Account}/top-ups", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", Token);
        request.Headers.Add("Idempotency-Key", Key("start"));
        request.Content = new StringContent(consent.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Host.Http.SendAsync(request, stop);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!);
    }

    /// <summary>Starts a top-up; its id, which is also the reference at the gateway.</summary>
    public async Task<string> StartId(CancellationToken stop) => (await Start(stop))["topUpId"]!.GetValue<string>();

    /// <summary>What the customer is told: pending, success or failed.</summary>
    public async Task<string> Shown(string id, CancellationToken stop) =>
        (await Host.Api.Get($"accounts/{Account}/top-ups/{id}", Token, stop))!["status"]!.GetValue<string>();

    /// <summary>Where the top-up really stands.</summary>
    public async Task<TopUp> Inside(string id, CancellationToken stop) =>
        (await new TopUpTable(new(_tables)).Find(Account, TopUpId.Parse(id), stop))!.TopUp;

    /// <summary>The minor units that were credited, after an audit that found nothing broken.</summary>
    public async Task<long> Credit(CancellationToken stop)
    {
        var audit = await new LedgerAuditor(
            new(_tables), TimeProvider.System, credits: [TopUpTable.Witness]).Audit(Account, stop);
        Assert.True(audit.Ok, audit.FirstBroken?.ToString());
        var head = await new LedgerTable(_tables).Load(Account, stop);
        return head.State.Available(LotKind.TopUp, DateTimeOffset.MaxValue).ToMinor();
    }

    /// <summary>
    /// Every row of the account with its version: equal before and after means that nothing was touched. What follows a
    /// payment by itself, that it is told and documented, is left out.
    /// </summary>
    public async Task<string> Rows(CancellationToken stop)
    {
        var rows = new List<string>();
        var partition = LedgerKeys.Partition(Account);
        await foreach (var row in _tables.GetTableClient(LedgerTable.Name)
            .QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: stop))
            if (!IsTelling(row.RowKey)) rows.Add($"{row.RowKey} {row.ETag}");
        return string.Join('\n', rows);
    }

    private static bool IsTelling(string key) =>
        key[0] is 'H' or LedgerKeys.CommitRow or LedgerKeys.OutboxRow
        || key.StartsWith($"{LedgerKeys.OnceRow}|invoice|", StringComparison.Ordinal);

    /// <summary>Changes a stored status, as time or a person would have.</summary>
    public async Task Force(string id, string status, CancellationToken stop)
    {
        var rows = _tables.GetTableClient(LedgerTable.Name);
        var key = LedgerKeys.Payment(Account, TopUpId.Parse(id).Inverted);
        var row =
            (await rows.GetEntityAsync<TableEntity>(LedgerKeys.Partition(Account), key, cancellationToken: stop)).Value;
        row["status"] = status;
        await rows.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, stop);
    }

    /// <summary>The sandbox does this with the next payment.</summary>
    public async Task Order(object orders, CancellationToken stop)
    {
        using var answer = await Host.Http.PostAsJsonAsync(
            new Uri($"sandbox/{Purchase.Method}/_ctl", UriKind.Relative), orders, stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Status and problem code of a request as it is, without repeats.</summary>
    public async Task<(int Status, string? Code)> Answer(
        HttpMethod method, string route, string? token, string? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/v1/{route}", UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Host.Http.SendAsync(request, stop);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop));
        return ((int)answer.StatusCode, problem?["code"]?.GetValue<string>());
    }

    /// <summary>Opens the gateway's page and presses a button; where the browser is sent.</summary>
    public async Task<Uri> Press(JsonNode started, string action, CancellationToken stop)
    {
        using var page = await Host.Http.GetAsync(new Uri(started["redirectUrl"]!.GetValue<string>()), stop);
        Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(stop));
        using var form =
            new FormUrlEncodedContent([new("txnRef", started["topUpId"]!.GetValue<string>()), new("action", action)]);
        using var pressed = await Host.Http.PostAsync(new Uri("sandbox/vnpay/pay", UriKind.Relative), form, stop);
        return pressed.Headers.Location!;
    }

    /// <summary>The fields of a notice that says paid.</summary>
    public static Dictionary<string, string> Fields(string id) => new()
    {
        ["vnp_TmnCode"] = Terminal, ["vnp_Amount"] = $"{Dong * 100}", ["vnp_BankCode"] = "NCB",
        ["vnp_BankTranNo"] = "VNP1", ["vnp_CardType"] = "ATM", ["vnp_PayDate"] = "20261122120130",
        ["vnp_OrderInfo"] = $"Top-up: {id}", ["vnp_TransactionNo"] = "14600001", ["vnp_ResponseCode"] = "00",
        ["vnp_TransactionStatus"] = "00", ["vnp_TxnRef"] = id,
    };

    public static string Signed(IEnumerable<KeyValuePair<string, string>> fields, string secret = Secret)
    {
        var query = VnPaySignature.Canonical(fields);
        return $"{query}&vnp_SecureHash={VnPaySignature.Sign(secret, query)}";
    }

    private static string Key(string what) => $"{what}-{Ulid.NewUlid()}";
}
