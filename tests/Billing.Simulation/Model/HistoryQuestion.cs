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
        "&status=success&service=train", "&kind=reversal", "&kind=expired", "&kind=plan",
    ];

    /// <summary>Newest first, each with the words in which it is compared.</summary>
    private readonly List<(NaiveEntry Entry, string Text)> _sorted = [];

    private int _seen;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    /// <summary>The history where something was entered since the last time: all of it, or its two ends.</summary>
    public async Task<List<(NaiveEntry Entry, string Id)>> AskNew()
    {
        if (model.Entries.Count == _seen) return [];
        var times = model.Entries.Skip(_seen).Select(it => it.Time).ToList();
        var (first, last) = (times.Min(), times.Max());
        if (last - first < TimeSpan.FromHours(3)) return await Window(first, last);
        return [.. await Window(first, first), .. await Window(last, last)];
    }

    /// <summary>All entries from one time to another, both included.</summary>
    /// <returns>The entries with their ids.</returns>
    public async Task<List<(NaiveEntry Entry, string Id)>> Window(DateTimeOffset first, DateTimeOffset last)
    {
        Sort();
        var due = _sorted.Where(it => first <= it.Entry.Time && it.Entry.Time <= last).ToList();
        var page = await Page($"?limit=200&from={Time(first)}&to={Time(last.AddTicks(1))}", "");
        var items = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(due.Take(200).Select(it => it.Text), items.Select(Line));
        return [.. due.Zip(items, (it, item) => (it.Entry, item.GetProperty("id").GetString()!))];
    }

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
        var due = Entries(filter, days).Select(it => it.Entry.Order).ToHashSet();
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
            due.UnionWith(Entries(filter, days).Select(it => it.Entry)
                .Where(it => it.Order >= before && it.Time < reached).Select(it => it.Order));
        }
        while (cursor.Length > 0 && pages < maxPages);
        Compare(found, due, Entries(filter, days), isWhole: cursor.Length == 0);
    }

    private static void Compare(
        List<string> found, HashSet<int> due, List<(NaiveEntry Entry, string Text)> all, bool isWhole)
    {
        var at = 0;
        foreach (var text in found)
        {
            for (; at < all.Count && all[at].Text != text; at++)
                if (due.Contains(all[at].Entry.Order)) Assert.Fail($"'{all[at].Text}' is missing before '{text}'");
            if (at == all.Count) Assert.Fail($"'{text}' is not in the model, or not there");
            at++;
        }
        if (isWhole) Assert.DoesNotContain(all.Skip(at), it => due.Contains(it.Entry.Order));
    }

    private List<(NaiveEntry Entry, string Text)> Entries(
        string filter, (DateTimeOffset From, DateTimeOffset Until)? days)
    {
        Sort();
        var parts = filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split('='))
            .ToDictionary(it => it[0], it => it[1]);
        var (kind, service) = (parts.GetValueOrDefault("kind"), parts.GetValueOrDefault("service"));
        if (parts.GetValueOrDefault("status") == "failed") return [];
        return
        [
            .. _sorted
                .Where(it => kind is null || kind == it.Entry.Kind)
                .Where(it => service is null || service == it.Entry.Service)
                .Where(it => days is not var (from, until) || (from <= it.Entry.Time && it.Entry.Time < until)),
        ];
    }

    /// <summary>Puts what was entered since the last time where it belongs.</summary>
    private void Sort()
    {
        for (; _seen < model.Entries.Count; _seen++)
        {
            var it = model.Entries[_seen];
            var at = _sorted.FindIndex(other => other.Entry.Time <= it.Time);
            _sorted.Insert(at < 0 ? _sorted.Count : at, (it, Line(it)));
        }
    }

    private Task<JsonElement> Page(string query, string cursor) => app.Ask<GetCreditHistory>(
        (verb, request) => verb.Run(request, account, default), $"{query}&cursor={cursor}");
}
