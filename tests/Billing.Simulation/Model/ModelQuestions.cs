using System.Globalization;
using System.Text.Json;
using Billing.History;
using Billing.Ledger;
using Billing.Statements;
using Billing.Simulation.Support;
using Billing.Usage;
using Billing.Vouchers;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>
/// Every question that the app answers about an account, put to it and to the model; both must say the same.
/// </summary>
public sealed class ModelQuestions(App app, string account, NaiveAccount model, TimeSpan zone)
{
    public const int Kinds = 8;

    private const int Auditing = 6;
    private const int AuditsOneIn = 40;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    private bool IsOpen => model.Entries.Count > 0;

    /// <summary>The question that follows a step: any one, the audit more seldom.</summary>
    public static int After(Step step)
    {
        var kind = step.Pick(90, Kinds);
        return kind == Auditing && step.Pick(91, AuditsOneIn) > 0 ? Kinds - 1 : kind;
    }

    /// <param name="maxPages">Of a list, at most.</param>
    /// <param name="meanwhile">What happens between two pages of a list.</param>
    public Task Ask(int kind, Step step, int maxPages, Func<Task> meanwhile) => kind switch
    {
        0 => Balance(),
        1 when model.Commits.Count > 0 => AsOf(step),
        2 when IsOpen => Statement(Now.AddDays(-step.Pick(41, 40))),
        3 when model.Lines.Count > 0 => new ChargeQuestion(app, account, model).Ask(step),
        4 => Kept(),
        5 => Vouchers(),
        Auditing => Audit(),
        _ => new HistoryQuestion(app, account, model).Ask(step, maxPages, meanwhile),
    };

    public async Task Balance()
    {
        var said = await app.Ask<GetBalance>((verb, request) => verb.Run(request, account, default));
        if (!IsOpen) return;
        var (topUp, voucher) = (model.Available("topUp", Now) - model.Debt, model.Available("voucher", Now));
        Assert.Equal(
            Text(topUp + voucher, topUp, voucher, model.Debt),
            string.Join(' ', Sum(said, "total"), Sum(said, "topUp"), Sum(said, "voucher"), Sum(said, "debt")));
    }

    public async Task Audit()
    {
        var said = await app.Ask<AuditAccount>((verb, request) => verb.Run(request, account, default));
        Assert.True(said.GetProperty("ok").GetBoolean(), said.ToString());
        Assert.Equal(
            (model.Lines.Count, model.Kept.Count),
            (said.GetProperty("lines").GetInt32(), said.GetProperty("quarantined").GetInt32()));
    }

    /// <summary>The name under which the app keeps it.</summary>
    public async Task<string> KeptId(NaiveKept kept) =>
        (await KeptNow()).Single(it => it.Text == Line(kept)).Id;

    private async Task AsOf(Step step)
    {
        var near = model.Commits[step.Pick(42, model.Commits.Count)].Time.AddTicks(step.Pick(43, 3) - 1);
        var instant = near > Now ? Now : near;
        var said = await app.Ask<GetBalance>(
            (verb, request) => verb.Run(request, account, default),
            $"?asOf={Uri.EscapeDataString(Billing.Platform.Rfc3339.Format(instant))}");
        var due = model.Commits.LastOrDefault(commit => commit.Time <= instant);
        Assert.Equal(
            Text(due.TopUp - due.Debt + due.Voucher, due.TopUp - due.Debt, due.Voucher, due.Debt),
            string.Join(' ', Sum(said, "total"), Sum(said, "topUp"), Sum(said, "voucher"), Sum(said, "debt")));
    }

    private async Task Statement(DateTimeOffset at)
    {
        var local = at.ToOffset(zone);
        var from = new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, zone);
        var month = local.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var said = await app.Ask<GetStatement>((verb, request) => verb.Run(request, account, month, default));

        var opening = model.Commits.LastOrDefault(commit => commit.Time < from);
        var closing = model.Commits.LastOrDefault(commit => commit.Time < from.AddMonths(1));
        var rows = model.Entries.Where(it => from <= it.CommittedAt && it.CommittedAt < from.AddMonths(1)).ToList();
        decimal Added(string kind) => rows.Where(it => it.Kind == kind).Sum(it => it.Amount);
        var used = rows.Where(it => it.Kind == "usage").GroupBy(it => it.Service).OrderBy(
            it => it.Key, StringComparer.Ordinal)
            .Select(it => $"{it.Key} {it.Count()} {ModelText.Text(-it.Sum(row => row.Amount))}");
        Assert.Equal(
            Text(
                Total(opening), Total(closing), Added("topUp"), Added("voucher"), -Added("expired"), Added("reversal"))
            + $": {string.Join(", ", used)}",
            $"{Sum(said.GetProperty("opening"), "total")} {Sum(said.GetProperty("closing"), "total")} "
            + string.Join(' ', said.GetProperty("added").EnumerateArray().Select(it => Sum(it, "amount")))
            + $" {Sum(said, "expired")} {Sum(said, "reversed")}: "
            + string.Join(", ", said.GetProperty("used").EnumerateArray().Select(it =>
                $"{it.GetProperty("service")} {it.GetProperty("charges")} {Sum(it, "amount")}")));
    }

    private static decimal Total(NaiveSums sums) => sums.TopUp + sums.Voucher - sums.Debt;

    private async Task Kept() => Assert.Equal(
        model.Kept.Select(Line).Order(StringComparer.Ordinal),
        (await KeptNow()).Select(it => it.Text).Order(StringComparer.Ordinal));

    private async Task Vouchers()
    {
        var said = await app.Ask<GetVouchers>((verb, request) => verb.Run(request, account, default), "?limit=200");
        var due = model.Lots.Where(lot => lot.Kind == "voucher").Select(lot =>
            $"{lot.Id["voucher:".Length..]} {ModelText.Text(lot.Left)} "
            + (lot.IsForfeited ? "expired" : lot.Left == 0 ? "usedUp" : lot.Until <= Now ? "expired" : "active"));
        Assert.Equal(
            due.OrderDescending(StringComparer.Ordinal).Take(200), said.GetProperty("items").EnumerateArray().Select(
            it => $"{it.GetProperty("id")} {Sum(it, "remaining")} {it.GetProperty("status")}"));
    }

    private async Task<List<(string Id, string Text)>> KeptNow()
    {
        var (found, cursor) = (new List<(string, string)>(), "");
        do
        {
            var page = await app.Ask<GetQuarantine>(
                (verb, request) => verb.Run(request, default), $"?limit=200&account={account}&cursor={cursor}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(it =>
                (it.GetProperty("id").GetString()!,
                    Line(it, JsonSerializer.Deserialize<JsonElement>(it.GetProperty("event").GetString()!)))));
            cursor = page.GetProperty("next").GetString() ?? "";
        }
        while (cursor.Length > 0);
        return found;
    }
}
