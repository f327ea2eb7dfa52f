using Billing.Ledger;
using Billing.Money;
using Billing.Simulation.Storage;
using Billing.Simulation.Support;

namespace Billing.Simulation.Model;

/// <summary>
/// One account twice: in the app, and in the naive model. Each step happens to both, and both must say the same.
/// </summary>
public sealed partial class Rehearsal : IAsyncDisposable
{
    private static readonly (string Country, string Currency, int Digits, int Zone)[] Places =
        [("US", "USD", 10, 0), ("VN", "VND", 6, 7), ("JP", "JPY", 8, 9)];

    private static readonly decimal[][] Defaults = [[5], [100_000], [1_000]];

    /// <summary>Thresholds that are chosen, by how far they are from the balance.</summary>
    private static readonly decimal[][] Limits = [[], [0.02m, -0.02m], [0.5m, 0.1m, -0.1m, -0.5m], [2, -0.01m, -1]];

    private readonly App _app;
    private readonly AppStory _story;
    private readonly NaivePrices _prices = new();
    private readonly string _currency;
    private readonly SeededBug _bug;
    private readonly List<NaiveEvent> _corrections = [];
    private readonly ModelPlans _plans;
    private int _codes;
    private int _begun;

    private Rehearsal(App app, SentFacts bus, int place, SeededBug bug)
    {
        _bug = bug;
        (_app, _story) = (app, new(app));
        var (_, currency, digits, zone) = Places[place];
        (_currency, Account) = (currency, $"model-{currency.ToLowerInvariant()}");
        _plans = new(Currency.Parse(currency));
        Model = new(_prices, currency, digits, TimeSpan.FromHours(zone), Defaults[place]);
        Questions = new(app, bus, Account, Model, TimeSpan.FromHours(zone));
    }

    public string Account { get; }

    public NaiveAccount Model { get; }

    public ModelQuestions Questions { get; }

    public App App => _app;

    public DateTimeOffset Now => _story.Now;

    private int Plans => Model.Funds.Count(it => it.Kind == "plan" && !it.IsGone);

    public static async Task<Rehearsal> Open(int place, SeededBug bug = SeededBug.None)
    {
        var (clock, bus) = (new SetClock(AppStory.Start), new SentFacts(bug == SeededBug.NeverArmedAgain));
        var rehearsal = new Rehearsal(await App.On(new TableStore(clock), clock, bus), bus, place, bug);
        await rehearsal._story.Customer(rehearsal.Account, Places[place].Country, Places[place].Currency);
        foreach (var meter in ModelMeters.All.Distinct())
            if (meter != ModelMeters.Unpriced) await rehearsal.Publish(meter, 0, AppStory.Start.AddDays(-20));
        return rehearsal;
    }

    /// <summary>Lets it happen to both, and compares what each says of it.</summary>
    public async Task Happen(Step step)
    {
        switch (step.Kind)
        {
            case <= 8:
                await Use([.. Enumerable.Range(0, step.Pick(1, 6) + 1).Select(i => Event(step, i * 100))]);
                break;
            case 9 when Model.Lines.Count > 0:
                await Use(Model.Lines[step.Pick(2, Model.Lines.Count)].Event, Event(step, 7));
                break;
            case 10 when Model.Lines.Count > 0:
                var known = Model.Lines[step.Pick(3, Model.Lines.Count)].Event;
                await Use(known with { Quantity = known.Quantity + 1 });
                break;
            case 11 or 12:
                var parts = (step.A % 3) switch { 0 => 1_000m, 1 => 200_000m, _ => 100m };
                var bought = step.Pick(4, 100_000) / parts + 0.01m;
                Model.TopUp(await _story.TopUp(Account, ModelText.Text(Whole(bought)), _currency), Whole(bought), Now);
                break;
            case 13 or 14:
                await Redeem(step);
                break;
            case 15 or 16 or 17:
                Pass(step);
                break;
            case 18:
                await Reprice(step);
                break;
            case 19 when Model.Kept.Count > 0:
                await Replay(Model.Kept[step.Pick(5, Model.Kept.Count)]);
                break;
            case 20:
                Model.Sweep(Now);
                await _story.Sweep();
                break;
            case 21 or 22 when Model.Lines.Count > 0:
                await UseAll([Correction(step)]);
                break;
            case 23 when Model.Kept.Count > 0:
                await UseAll([Model.Kept[step.Pick(39, Model.Kept.Count)].Event]);
                break;
            case 24 or 25 or 26 when Model.Entries.Count > 0 && Plans < AccountState.MaxCovers:
                await BeginPlan(step);
                break;
            case 27 when Model.Entries.Count > 0:
                await Choose(Limits[step.Pick(40, Limits.Length)]);
                break;
        }
    }

    public Task Use(params NaiveEvent[] events)
    {
        // Which of two contents under one name in one batch comes first is told by a hash that the model does not know.
        var distinct = events.DistinctBy(it => (it.Source, it.Id, it.Time)).ToList();
        return UseAll(distinct);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task UseAll(List<NaiveEvent> events)
    {
        var due = Model.Use(events, Now);
        if (_bug == SeededBug.LostVoid && events[0].Amends is not null && events[0].Meter.Length == 0) return;
        if (_bug == SeededBug.DroppedEvent && events.Count > 4) events = events[..^1];
        var said = await _story.Use(Account, events.Select(Json));
        Assert.Equal(due, (said.Rated, said.Quarantined, said.Duplicates));
    }

    private async Task Redeem(Step step)
    {
        var amount = Whole(step.Pick(6, 10_000) / (step.A % 3 == 0 ? 10_000m : 1_000m) + 0.01m);
        int? days = step.Pick(7, 4) == 0 ? null : step.Pick(8, 5) + 1;
        string[] services = step.Pick(9, 3) switch { 0 => ["ai"], 1 => ["gpu", "disk"], _ => [] };
        var id = await _story.Voucher(
            Account, $"MODEL{++_codes:D5}", ModelText.Text(amount), _currency, days,
            _bug == SeededBug.WrongFund ? [] : services);
        var early = _bug == SeededBug.WrongEnd ? -1 : 0;
        Model.Begin(
            order => new($"voucher:{id}", "voucher", amount, order)
            {
                From = Now,
                Until = days is { } lived ? Now.AddDays(lived).AddTicks(early) : DateTimeOffset.MaxValue,
                Services = services,
                IsWide = services.Length == 0,
            },
            Now);
    }

    private async Task BeginPlan(Step step)
    {
        var name = $"plan-{++_begun}";
        NaiveFund Open(int order) => ModelPlans.New(step, $"plan:{name}:1", order, Now);
        await _story.Activate(Account, name, Told(_plans.Terms(Open(0))));
        Model.Begin(Open, Now);
    }

    private async Task Choose(decimal[] distances)
    {
        var balance = Model.Available("topUp", Now) + Model.Available("voucher", Now) - Model.Debt;
        decimal[] limits =
            [.. distances.Select(it => Whole(balance + it)).Where(it => it > 0).Distinct().OrderDescending()];
        await _story.Choose(Account, _currency, [.. limits.Select(it => ModelText.Text(it))]);
        Model.Choose(limits, Now);
    }

    /// <summary>Some time; or to an edge of a lot, or a tick to either side of it.</summary>
    private void Pass(Step step)
    {
        var edges = Model.Funds.Where(lot => lot.Until != DateTimeOffset.MaxValue)
            .SelectMany(lot => (DateTimeOffset[])[lot.Until, lot.Until.AddHours(72)])
            .Select(edge => edge.AddTicks(step.Pick(10, 3) - 1)).Where(edge => edge > Now).ToList();
        _app.Clock.Advance(step.Pick(11, 4) switch
        {
            0 when edges.Count > 0 => edges[step.Pick(12, edges.Count)] - Now,
            1 => TimeSpan.FromHours(step.Pick(13, 60)),
            _ => TimeSpan.FromSeconds(step.Pick(14, 5_000)),
        });
    }

    private async Task Replay(NaiveKept kept)
    {
        var id = await Questions.KeptId(kept);
        var due = Model.Replay(kept, Now);
        Assert.Equal(due, await _story.TryReplay(Account, id));
    }
}
