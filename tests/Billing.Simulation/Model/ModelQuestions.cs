using System.Text.Json;
using Billing.Accounts;
using Billing.History;
using Billing.Ledger;
using Billing.Simulation.Support;
using Billing.Usage;
using Billing.Vouchers;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>
/// Every question that the app answers about an account, put to it and to the model; both must say the same.
/// </summary>
public sealed class ModelQuestions(App app, SentFacts bus, string account, NaiveAccount model, TimeSpan zone)
{
    public const int Kinds = 10;

    private const int Auditing = 6;
    private const int AuditsOneIn = 20;

    /// <summary>A statement reads a whole month.</summary>
    private const int StatementsOneIn = 8;

    private readonly HistoryQuestion _history = new(app, account, model);
    private readonly StatementQuestion _statement = new(app, account, model, zone);
    private readonly NoticeQuestion _notices = new(app, bus, account, model);
    private readonly ChargeQuestion _charges = new(app, account, model);
    private readonly Dictionary<string, string> _read = [];
    private readonly Dictionary<object, string> _written = new(ReferenceEqualityComparer.Instance);
    private int _commits;
    private List<NaiveKept> _kept = [];
    private string _vouchers = "";
    private int _told;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    private bool IsOpen => model.Entries.Count > 0;

    /// <summary>What a step can have changed the answer of, there where it can have changed it.</summary>
    public async Task AskChanged(Step step)
    {
        await Balance();
        if (string.Join('|', Vouchers()) != _vouchers) await AskVouchers();
        if (model.Commits.Count == _commits) return;

        _commits = model.Commits.Count;
        await AsOf(Now);
        await _charges.Ask(await _history.AskNew(), step);
        if (IsOpen && step.Pick(92, StatementsOneIn) == 0) await _statement.Ask(Now);
        if (!model.Kept.SequenceEqual(_kept, ReferenceEqualityComparer.Instance)) await Kept();
        if (model.Told.Count > _told) await Notices();
    }

    /// <summary>The question whose turn it is; the audit, which reads all there is, not every time.</summary>
    public static int Turn(int number, Step step)
    {
        var kind = number % Kinds;
        return kind == Auditing && step.Pick(91, AuditsOneIn) > 0 ? 0 : kind;
    }

    /// <param name="maxPages">Of a list, at most.</param>
    /// <param name="meanwhile">What happens between two pages of a list.</param>
    public Task Ask(int kind, Step step, int maxPages, Func<Task> meanwhile) => kind switch
    {
        0 => Balance(),
        1 when model.Commits.Count > 0 => AsOf(Earlier(step)),
        2 when IsOpen => _statement.Ask(Now.AddDays(-step.Pick(41, 40))),
        3 when model.Lines.Count > 0 => Charge(model.Lines[step.Pick(44, model.Lines.Count)].Event.Time, step),
        4 => Kept(),
        5 => AskVouchers(),
        Auditing => Audit(),
        7 => Notices(),
        8 => Settings(),
        _ => _history.Ask(step, maxPages, meanwhile),
    };

    /// <summary>The name under which the app keeps it.</summary>
    public async Task<string> KeptId(NaiveKept kept) =>
        (await KeptNow()).Single(it => it.Text == Line(kept)).Id;

    private async Task Balance()
    {
        var said = await app.Ask<GetBalance>((verb, request) => verb.Run(request, account, default));
        if (!IsOpen) return;
        var (topUp, voucher) = (model.Available("topUp", Now) - model.Debt, model.Available("voucher", Now));
        var plans = model.Funds.Where(it => it.Kind == "plan" && !it.IsGone && it.From <= Now && Now < it.Until)
            .OrderBy(it => it.Rank).Select(it => $" {it.Id} {Text(it.Left, it.Granted)} {it.IsExhausted}");
        Assert.Equal(
            Text(topUp + voucher, topUp, voucher, model.Debt) + string.Concat(plans),
            string.Join(' ', Sum(said, "total"), Sum(said, "topUp"), Sum(said, "voucher"), Sum(said, "debt"))
            + string.Concat(said.GetProperty("plans").EnumerateArray().Select(it =>
                $" {Words(it, "plan")} {Sum(it, "remaining")} {Sum(it, "total")} {Words(it, "isExhausted")}")));
    }

    private async Task Audit()
    {
        var said = await app.Ask<AuditAccount>((verb, request) => verb.Run(request, account, default));
        Assert.True(said.GetProperty("ok").GetBoolean(), said.ToString());
        Assert.Equal(
            (model.Lines.Count, model.Kept.Count),
            (said.GetProperty("lines").GetInt32(), said.GetProperty("quarantined").GetInt32()));
    }

    private DateTimeOffset Earlier(Step step)
    {
        var near = model.Commits[step.Pick(42, model.Commits.Count)].Time.AddTicks(step.Pick(43, 3) - 1);
        return near > Now ? Now : near;
    }

    private async Task AsOf(DateTimeOffset instant)
    {
        var said = await app.Ask<GetBalance>(
            (verb, request) => verb.Run(request, account, default), $"?asOf={Time(instant)}");
        var due = model.Commits.LastOrDefault(commit => commit.Time <= instant);
        Assert.Equal(
            Text(due.TopUp - due.Debt + due.Voucher, due.TopUp - due.Debt, due.Voucher, due.Debt),
            string.Join(' ', Sum(said, "total"), Sum(said, "topUp"), Sum(said, "voucher"), Sum(said, "debt")));
    }

    private async Task Notices()
    {
        await _notices.Ask(model.Told.Count - _told + 2);
        _told = model.Told.Count;
    }

    private async Task Settings()
    {
        var said = await app.Ask<GetSettings>((verb, request) => verb.Run(request, account, default));
        Assert.Equal(
            Text([.. model.Thresholds.OrderDescending()]),
            string.Join(' ', said.GetProperty("lowBalance").EnumerateArray().Select(it => Words(it, "amount"))));
    }

    private async Task Charge(DateTimeOffset time, Step step) =>
        await _charges.Ask(await _history.Window(time, time), step);

    private async Task Kept()
    {
        _kept = [.. model.Kept];
        Assert.Equal(
            model.Kept.Select(Written).Order(StringComparer.Ordinal),
            (await KeptNow()).Select(it => it.Text).Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Vouchers() => model.Funds.Where(it => it.Kind == "voucher").Select(it =>
        $"{it.Id["voucher:".Length..]} {Text(it.Left)} "
        + (it.IsGone ? "expired" : it.Left == 0 ? "usedUp" : it.Until <= Now ? "expired" : "active"));

    private async Task AskVouchers()
    {
        _vouchers = string.Join('|', Vouchers());
        var said = await app.Ask<GetVouchers>((verb, request) => verb.Run(request, account, default), "?limit=200");
        Assert.Equal(
            Vouchers().OrderDescending(StringComparer.Ordinal).Take(200),
            said.GetProperty("items").EnumerateArray().Select(
                it => $"{it.GetProperty("id")} {Sum(it, "remaining")} {it.GetProperty("status")}"));
    }

    private async Task<List<(string Id, string Text)>> KeptNow()
    {
        var (found, cursor) = (new List<(string, string)>(), "");
        do
        {
            var page = await app.Ask<GetQuarantine>(
                (verb, request) => verb.Run(request, default), $"?limit=200&account={account}&cursor={cursor}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(it => (Words(it, "id"), Read(it))));
            cursor = page.GetProperty("next").GetString() ?? "";
        }
        while (cursor.Length > 0);
        return found;
    }

    private string Written(NaiveKept kept)
    {
        if (!_written.TryGetValue(kept, out var text)) _written.Add(kept, text = Line(kept));
        return text;
    }

    /// <summary>What is kept stays as it is, so that each is read once.</summary>
    private string Read(JsonElement kept)
    {
        var (reason, use) = (kept.GetProperty("reason").GetString(), kept.GetProperty("event").GetString()!);
        if (!_read.TryGetValue(reason + use, out var text))
            _read.Add(reason + use, text = Line(kept, JsonSerializer.Deserialize<JsonElement>(use)));
        return text;
    }
}
