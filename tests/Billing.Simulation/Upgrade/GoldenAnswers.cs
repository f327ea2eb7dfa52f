using System.Text.Json.Nodes;
using System.Text.Json;
using Billing.History;
using Billing.Ledger;
using Billing.Simulation.Support;
using Billing.Statements;
using Billing.Usage;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.Upgrade;

/// <summary>Asks the app everything that can be asked about an account.</summary>
public static class GoldenAnswers
{
    private const int ChargesAsked = 4;

    private static readonly string[] Filters =
        ["kind=usage", "kind=topUp", "service=gpu", "from=2026-03-31&to=2026-04-01", "status=failed"];

    /// <summary>Each question with its answer.</summary>
    public static async Task<List<(string Question, JsonElement Answer)>> Ask(App app, string account)
    {
        var found = new List<(string, JsonElement)>();
        await Note("balance", (request, stop) => app.Get<GetBalance>().Run(request, account, stop));
        foreach (var month in (string[])["2026-03", "2026-04"])
            await Note(
                $"statement {month}", (request, stop) => app.Get<GetStatement>().Run(request, account, month, stop));
        await Note("audit", (request, stop) => app.Get<AuditAccount>().Run(request, account, stop));
        await Pages("history", "", (request, stop) => app.Get<GetCreditHistory>().Run(request, account, stop));
        foreach (var filter in Filters)
            await Pages(
                "history", filter, (request, stop) => app.Get<GetCreditHistory>().Run(request, account, stop), true);
        await Pages("vouchers", "", (request, stop) => app.Get<GetVouchers>().Run(request, account, stop));
        await Pages("quarantine", $"account={account}", (request, stop) => app.Get<GetQuarantine>().Run(request, stop));
        foreach (var id in Charges(found))
            await Note($"charge {id}", (request, stop) => app.Get<ExplainCharge>().Run(request, account, id, stop));
        return found;

        async Task Note(
            string question, Func<Microsoft.AspNetCore.Http.HttpRequest, CancellationToken, Task<IActionResult>> ask) =>
            found.Add(($"{account} {question}", App.Said(await ask(App.Request("/"), default))));

        async Task Pages(
            string list,
            string filter,
            Func<Microsoft.AspNetCore.Http.HttpRequest, CancellationToken, Task<IActionResult>> ask,
            bool idsOnly = false)
        {
            var (items, cursor) = (new JsonArray(), "");
            do
            {
                var query = $"?limit=200&{filter}&cursor={cursor}";
                var page = App.Said(await ask(App.Request("/", query), default));
                foreach (var item in page.GetProperty("items").EnumerateArray())
                    items.Add(JsonNode.Parse((idsOnly ? item.GetProperty("id") : item).GetRawText()));
                cursor = page.GetProperty("next").GetString() ?? "";
            }
            while (cursor.Length > 0);
            found.Add(($"{account} {list} {filter}".TrimEnd(), JsonSerializer.SerializeToElement(items)));
        }
    }

    /// <summary>
    /// The first difference between what was answered once and now; members that are new now are none.
    /// </summary>
    public static string? Difference(JsonElement then, JsonElement now, string path = "")
    {
        if (then.ValueKind != now.ValueKind) return $"{path}: {then} became {now}";
        switch (then.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in then.EnumerateObject())
                {
                    var at = $"{path}/{member.Name}";
                    if (!now.TryGetProperty(member.Name, out var value)) return $"{at} is gone";
                    if (Difference(member.Value, value, at) is { } inside) return inside;
                }
                return null;
            case JsonValueKind.Array:
                if (then.GetArrayLength() != now.GetArrayLength())
                    return $"{path}: {then.GetArrayLength()} items became {now.GetArrayLength()}";
                return then.EnumerateArray().Zip(now.EnumerateArray())
                    .Select((pair, i) => Difference(pair.First, pair.Second, $"{path}[{i}]"))
                    .FirstOrDefault(difference => difference is not null);
            case JsonValueKind.String:
                return then.GetString() == now.GetString() ? null : $"{path}: {then} became {now}";
            default:
                return then.GetRawText() == now.GetRawText() ? null : $"{path}: {then} became {now}";
        }
    }

    /// <summary>Every so many charges of the history.</summary>
    private static List<string> Charges(List<(string Question, JsonElement Answer)> found) =>
    [
        .. found.Single(it => it.Question.EndsWith("history kind=usage", StringComparison.Ordinal)).Answer
            .EnumerateArray().Select(id => id.GetString()!).Where((_, i) => i % ChargesAsked == 0),
    ];
}
