using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.Portal;
using Billing.EndToEnd.Tests.Support;
using Billing.LocalHost.Demo;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PortalFixture))]

namespace Billing.EndToEnd.Tests.Portal;

/// <summary>One running app and one browser for all tests of the page; each test has an account of its own.</summary>
public sealed class PortalFixture : IAsyncDisposable
{
    /// <summary>What a service calls its usage; the page must show it letter by letter.</summary>
    internal const string MarkedUp = "<img src=x onerror=alert(1)> & storage";

    private readonly Lazy<Task<Browser>> _browser = new(Browser.StartOrSkip);
    private readonly Lazy<Task<RunningHost>> _host = new(() => RunningHost.Start(CancellationToken.None));

    internal Task<RunningHost> Host => _host.Value;

    /// <summary>Opens the page; on a machine without a browser the test that asks for it is skipped.</summary>
    internal async Task<Customer> Visit(BrowserNewContextOptions? look = null)
    {
        var browser = await _browser.Value;
        var host = await Host;
        return new(await browser.Open(host.Address, look));
    }

    /// <summary>A fresh code of a campaign in VND.</summary>
    internal async Task<string> VoucherCode(string amount, CancellationToken stop)
    {
        var api = (await Host).Api;
        var admin = await api.Token("admin", "admin", account: null, stop);
        var terms = new JsonObject
        {
            ["name"] = "Welcome",
            ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "VND" },
        };
        var campaign = await api.Post("voucher-campaigns", admin, terms, $"page-campaign-{amount}", stop);
        var route = $"voucher-campaigns/{campaign!["id"]!.GetValue<string>()}/codes";
        var issued = await api.Post(route, admin, new JsonObject { ["count"] = 1 }, $"page-codes-{amount}", stop);
        return issued!["codes"]![0]!.GetValue<string>();
    }

    internal async Task<string> Token(string account, CancellationToken stop) =>
        await (await Host).Api.Token(account, "customer", account, stop);

    /// <summary>An administrator says what one unit of a currency is worth in another.</summary>
    internal async Task SetRate(string from, string to, string rate, CancellationToken stop)
    {
        var api = (await Host).Api;
        var admin = await api.Token("admin", "admin", account: null, stop);
        var set = new JsonObject { ["from"] = from, ["to"] = to, ["rate"] = rate, ["source"] = "treasury" };
        await api.Put("exchange-rates", admin, set, stop);
    }

    /// <summary>Reports storage that was used just now, at 0.338 dong a GB minute, and waits for the charge.</summary>
    internal async Task Use(string account, int gigabyteMinutes, CancellationToken stop)
    {
        var api = (await Host).Api;
        var admin = await api.Token("admin", "admin", account: null, stop);
        var price = new JsonObject { ["model"] = "perUnit", ["price"] = "0.338", ["per"] = "1" };
        var version = new JsonObject
        {
            ["validFrom"] = "2026-01-01T00:00:00Z",
            ["description"] = "Storage, {quantity} GB minutes",
            ["prices"] = new JsonArray(price),
        };
        await api.Post("rate-cards/model-hub/gb-minutes/VND/versions", admin, version, "page-price", stop);

        var time = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var used = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = $"{account}-1", ["source"] = "portal-tests", ["type"] = "ai.usage",
            ["subject"] = account, ["time"] = time,
            ["data"] = new JsonObject
            {
                ["service"] = "model-hub", ["meter"] = "gb-minutes", ["quantity"] = $"{gigabyteMinutes}",
                ["description"] = MarkedUp,
            },
        };
        var service = await api.Token("model-hub", "service", account: null, stop);
        await api.ReportUsage(Encoding.UTF8.GetBytes(new JsonArray(used).ToJsonString()), service, stop);
        await Charged(account, stop);
    }

    /// <summary>The producer takes back what <see cref="Use"/> reported.</summary>
    internal async Task TakeBack(string account, CancellationToken stop)
    {
        var (api, customer) = ((await Host).Api, await Token(account, stop));
        var page = await api.Get($"accounts/{account}/credit-history?kind=usage", customer, stop);
        var used = page!["items"]![0]!["date"]!.GetValue<string>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var taken = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = $"{account}-2", ["source"] = "portal-tests", ["type"] = "ai.usage.void",
            ["subject"] = account, ["time"] = now,
            ["data"] = new JsonObject { ["original"] = new JsonObject { ["id"] = $"{account}-1", ["time"] = used } },
        };
        var service = await api.Token("model-hub", "service", account: null, stop);
        await api.ReportUsage(Encoding.UTF8.GetBytes(new JsonArray(taken).ToJsonString()), service, stop);
        await Shows(account, "reversal", stop);
    }

    private Task Charged(string account, CancellationToken stop) => Shows(account, "usage", stop);

    private async Task Shows(string account, string kind, CancellationToken stop)
    {
        var (api, customer) = ((await Host).Api, await Token(account, stop));
        await DemoStory.Until($"the {kind}", TimeSpan.FromMinutes(1), async () =>
        {
            var page = await api.Get($"accounts/{account}/credit-history?kind={kind}", customer, stop);
            return page!["items"]!.AsArray().Count > 0;
        }, stop);
    }

    public async ValueTask DisposeAsync()
    {
        var hasBrowser = _browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };
        if (hasBrowser) await (await _browser.Value).DisposeAsync();
        if (_host.IsValueCreated) await (await _host.Value).DisposeAsync();
    }
}
