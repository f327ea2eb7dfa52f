using System.Text.Json;
using Billing.History;
using Billing.Simulation.Support;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>The credit history by its filters, page by page, while other things happen.</summary>
public sealed class HistoryQuestion(App app, string account, NaiveAccount model)
{
    private static readonly string[] Filters =
    [
        "", "&kind=usage", "&kind=topUp", "&kind=voucher", "&service=gpu", "&service=ai&kind=usage", "&status=failed",
        "&status=success&service=train", "&kind=reversal", "&kind=expired",
    ];

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    /// <summary>
    /// The pages together: everything that was there when the first was read and what came in below the place that was
    /// reached, nothing that is not there now, all in order.
    /// </summary>
    public async Task Ask(Step step, int maxPages, Func<Task> meanwhile)
    {
        var filter = Filters[step.Pick(48, Filters.Length)];
        (DateTimeOffset From, DateTimeOffset Until)? days = step.Pick(45, 3) == 0
            ? (Now.AddDays(-step.Pick(46, 9) - 1), Now.AddHours(-step.Pick(47, 20)))
            : null;
        if (days is var (from, until)) filter += $"&from={Time(from)}&to={Time(until)}";
        var due = Entries(filter, days).ToHashSet();
        var (found, cursor, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await Page($"?limit={step.Pick(49, 40) + 3}{filter}", cursor);
            var items = page.GetProperty("items").EnumerateArray().ToList();
            found.AddRange(items.Select(Line));
            cursor = page.GetProperty("next").GetString() ?? "";
            if (++pages != 1 || items.Count == 0 || cursor.Length == 0) continue;

            var before = model.Entries.Count;
            await meanwhile();
            var reached = items[^1].GetProperty("date").GetDateTimeOffset();
            due.UnionWith(Entries(filter, days).Where(it => it.Order >= before && it.Time < reached));
        }
        while (cursor.Length > 0 && pages < maxPages);
        Compare(found, due, Entries(filter, days), isWhole: cursor.Length == 0);
    }

    private static void Compare(List<string> found, HashSet<NaiveEntry> due, List<NaiveEntry> all, bool isWhole)
    {
        var at = 0;
        foreach (var text in found)
        {
            for (; at < all.Count && Line(all[at]) != text; at++)
                Assert.False(due.Contains(all[at]), $"'{Line(all[at])}' is missing before '{text}'");
            Assert.True(at < all.Count, $"'{text}' is not in the model, or not there");
            at++;
        }
        if (isWhole) Assert.DoesNotContain(all.Skip(at), due.Contains);
    }

    private List<NaiveEntry> Entries(string filter, (DateTimeOffset From, DateTimeOffset Until)? days)
    {
        var parts = filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split('='))
            .ToDictionary(it => it[0], it => it[1]);
        return
        [
            .. model.Entries
                .Where(it => parts.GetValueOrDefault("kind", it.Kind) == it.Kind)
                .Where(it => parts.GetValueOrDefault("service", it.Service!) == it.Service)
                .Where(it => parts.GetValueOrDefault("status") != "failed")
                .Where(it => days is not var (from, until) || (from <= it.Time && it.Time < until))
                .OrderByDescending(it => it.Time).ThenByDescending(it => it.Order),
        ];
    }

    private Task<JsonElement> Page(string query, string cursor) => app.Ask<GetCreditHistory>(
        (verb, request) => verb.Run(request, account, default), $"{query}&cursor={cursor}");
}
