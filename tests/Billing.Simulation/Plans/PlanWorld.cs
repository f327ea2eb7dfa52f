using System.Globalization;
using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Notices;
using Billing.Plans;
using Billing.Platform;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;

namespace Billing.Simulation.Plans;

/// <summary>One account, its plans and the whole app, on tables in memory and a clock that scenarios move.</summary>
public sealed class PlanWorld : IAsyncDisposable
{
    /// <summary>The one meter of each service; a unit of it costs one unit of the currency.</summary>
    public const string Meter = "hours";

    public static readonly AccountId Account = AccountId.Parse("planner");

    private static readonly string[] Services = ["gpu", "ai", "disk"];

    private readonly Dictionary<string, PlanId> _plans = [];

    private PlanWorld(Scenario scenario, SetClock clock, TableStore store, FactBus bus, App app)
    {
        (Scenario, Clock, Store, Bus, App) = (scenario, clock, store, bus, app);
        Currency = Currency.Parse(scenario.Currency);
        Terms = new(scenario.Start, Currency);
    }

    public Scenario Scenario { get; }

    public SetClock Clock { get; }

    public TableStore Store { get; }

    public FactBus Bus { get; }

    /// <summary>For what people do; its calls never fail.</summary>
    public App App { get; }

    public Currency Currency { get; }

    public TermsText Terms { get; }

    public IReadOnlyDictionary<string, PlanId> Plans => _plans;

    public static async Task<PlanWorld> Open(Scenario scenario)
    {
        var clock = new SetClock(scenario.Start.AddDays(-40));
        var (store, bus) = (new TableStore(clock), new FactBus());
        var app = await App.On(store, clock, bus);
        foreach (var service in Services)
            await new AppStory(app).Price(
                service, Meter, scenario.Currency, """{"prices":[{"model":"perUnit","per":"1","price":"1"}]}""",
                clock.GetUtcNow().AddDays(1));
        clock.Set(scenario.Start);
        return new(scenario, clock, store, bus, app);
    }

    public async Task Draft(string name, PlanTerms terms)
    {
        Span<byte> randomness = stackalloc byte[10];
        randomness[9] = (byte)(_plans.Count + 1);
        var id = PlanId.Parse(Ulid.NewUlid(Clock.GetUtcNow(), randomness).ToString());
        _plans.Add(name, id);
        await App.Get<PlanDesk>().Add(
            new(id, Account, Scenario.TimeZone, terms, Clock.GetUtcNow(), "sally"), default);
    }

    public async Task<Plan> Find(string name)
    {
        if (!_plans.TryGetValue(name, out var id)) throw new FormatException($"there is no plan {name} yet");
        return (await App.Get<PlanTable>().Find(Account, id, default))!.Plan;
    }

    public async Task<Outcome<Plan, PlanRefusal>> Apply(string name, PlanFact fact) =>
        (await App.Get<PlanDesk>().Apply(Account, (await Find(name)).Id, fact, default))!.Value;

    public Task<AccountHead> Head() => App.Get<LedgerTable>().Load(Account, default);

    /// <summary>Money comes in, or a voucher is granted.</summary>
    public Task Credit(Func<DateTimeOffset, MovementFact> fact) => App.Get<LedgerDesk>().Decide(
        Account,
        (head, _) =>
        {
            var now = head.TimeOf(Clock.GetUtcNow());
            var opened = new MovementFact.Opened(Currency, Scenario.TimeZone);
            return Task.FromResult(new Decision<bool>(true, new LedgerEntry(now)
            {
                Movements = head.State.IsOpen ? [fact(now)] : [opened, fact(now)],
            }));
        },
        default);

    /// <summary>What the ledger has to tell goes out, until nothing waits.</summary>
    public async Task Deliver(App app)
    {
        for (var before = -1; before < Bus.Told.Count;)
        {
            before = Bus.Told.Count;
            await app.Get<DeliverOutbox>().Run(new(), default);
            await Bus.Deliver(app);
        }
    }

    /// <summary>All that must be the same however it came about.</summary>
    public async Task<string> Dump()
    {
        var head = await Head();
        var lines = new List<string>();
        foreach (var name in _plans.Keys.Order(StringComparer.Ordinal))
            lines.Add(PlanJson.Write(await Find(name)));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"debt {head.State.DebtUnits}"));
        lines.AddRange(head.State.Lots.Select(lot => $"{lot.Kind} {lot.Remaining}"));
        lines.AddRange(head.State.Covers.Select(it => $"{it.Id.Value} {it.Remaining} {it.IsExhausted}"));
        lines.AddRange(Bus.Told.Select(it => $"{it.Kind} {it.Body}").Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    /// <summary>What a told fact says, for tests that look into it.</summary>
    public static JsonElement Body(ToldFact fact) => JsonSerializer.Deserialize<JsonElement>(fact.Body);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
