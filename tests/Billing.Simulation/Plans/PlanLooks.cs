using System.Globalization;
using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Pricing;

namespace Billing.Simulation.Plans;

/// <summary>Looks at plans, ledger and what was told: at what a scenario expects, and at what is always true.</summary>
public sealed class PlanLooks(PlanWorld world)
{
    private int _toldBefore;

    /// <summary><c>expect active used 30 left 70 topup 5 told activated,used-80</c>, as much as it names.</summary>
    public async Task Expect(ScenarioStep step)
    {
        var (plan, head) = (await world.Find(step.Plan), await world.Head());
        Same("status", step.Words[0], JsonNamingPolicy.KebabCaseLower.ConvertName($"{plan.Status}"));
        for (var i = 1; i + 1 < step.Words.Count; i += 2)
        {
            var (name, expected) = (step.Words[i], step.Words[i + 1]);
            Same(name, expected, Actual(name, plan, head.State));
            if (name == "told") _toldBefore = world.Bus.Told.Count;
        }
    }

    /// <summary>The ledger audits clean, no cover pays more than it may, and a plan covers as its row says.</summary>
    public async Task Check()
    {
        var ledger = world.App.Get<LedgerTable>();
        var catalogue = world.App.Get<PriceCatalogue>();
        var prices = new PriceWitness(async stop => new PostedPrices(await catalogue.Newest(stop)).Fault);
        var report = await new LedgerAuditor(ledger, world.Clock, prices).Audit(PlanWorld.Account, default);
        Assert.True(report.Ok, $"The audit is clean: {report.FirstBroken}");
        var head = await world.Head();
        foreach (var cover in head.State.Covers) Bounded(cover);
        foreach (var name in world.Plans.Keys)
        {
            var plan = await world.Find(name);
            if (plan.Covers) Assert.True(Cover(plan, head.State) is { }, $"{plan.Status}: an active plan has a cover");
        }
    }

    private static void Bounded(Cover cover)
    {
        Assert.InRange(cover.Remaining.Units, 0, cover.Terms.Total.Units);
        foreach (var (quota, left) in cover.Terms.Quotas.Zip(cover.Quotas))
        {
            if (quota.Money is { } money) Assert.InRange(left.Money!.Value.Units, 0, money.Units);
            if (quota.Units is { } units) Assert.InRange(left.Units!.Value.Micros, 0, units.Micros);
        }
    }

    private string Actual(string name, Plan plan, AccountState state)
    {
        var (cover, closed) = (Cover(plan, state), plan.Closed.LastOrDefault());
        return name switch
        {
            "used" => Text(cover is null ? closed?.Used : cover.Terms.Total - cover.Remaining),
            "left" => Text(cover?.Remaining),
            "forfeited" => Text(closed?.Forfeited),
            "carried" => Text(closed?.CarriedOver),
            "topup" => Text(Sum(state, LotKind.TopUp)),
            "voucher" => Text(Sum(state, LotKind.Voucher)),
            "debt" => Text(state.IsOpen ? state.Debt : null),
            "owed" => Text(Sum(plan.Instalments.Where(part => !part.IsPaid), plan)),
            "paid" => Text(Sum(plan.Instalments.Where(part => part.IsPaid), plan)),
            "term" => plan.Term.ToString(CultureInfo.InvariantCulture),
            "until" => plan.TermUntil is { } until ? Time(until) : "open",
            "reason" => plan.End?.Reason ?? "-",
            "total" => Text(cover?.Terms.Total),
            "told" => Told(),
            _ => throw new FormatException($"'{name}' cannot be expected"),
        };
    }

    /// <summary>What was told since it was last expected, without what any credit tells.</summary>
    private string Told()
    {
        var kinds = world.Bus.Told.Skip(_toldBefore).Where(it => it.Kind != RaisedFacts.LowBalance).Select(Short);
        return string.Join(',', kinds) is { Length: > 0 } told ? told : "-";
    }

    private static string Short(ToldFact fact)
    {
        var body = PlanWorld.Body(fact);
        var name = fact.Kind.StartsWith("plan-", StringComparison.Ordinal) ? fact.Kind[5..] : fact.Kind;
        return name switch
        {
            "used" => $"used-{body.GetProperty("percent")}",
            "end-near" => $"end-{body.GetProperty("days")}",
            _ => name,
        };
    }

    private static Cover? Cover(Plan plan, AccountState state) =>
        state.Covers.FirstOrDefault(cover => cover.Id == PlanScene.Id(plan.Id, plan.Term));

    private Amount Sum(AccountState state, LotKind kind) => new(
        state.Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Remaining.Units), world.Currency);

    private static Amount Sum(IEnumerable<Instalment> parts, Plan plan) =>
        parts.Aggregate(Amount.Zero(plan.Currency), (sum, part) => sum + part.Amount);

    private static string Text(Amount? amount) => (amount?.ToDecimalString() ?? "0") is var text
        && text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static void Same(string what, string expected, string actual) =>
        Assert.True(expected == actual, $"{what} is {actual}, expected {expected}");
}
