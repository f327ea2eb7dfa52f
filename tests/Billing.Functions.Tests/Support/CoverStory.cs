using Billing.Ledger;
using Billing.Money;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.Support;

/// <summary>
/// An account with terms of a plan to which anything happens, step by step; adds up what was posted and used by
/// itself, and holds the book against it.
/// </summary>
public sealed class CoverStory
{
    private static readonly ServiceName[] Services = [Inference, SomeCover.Training];

    private readonly CoverFold _fold = new(Some.PerUnit("1", "1"));
    private readonly List<(long Seq, RatedLine Line)> _lines = [];
    private readonly Dictionary<LotId, Lot> _lots = [];
    private readonly Dictionary<LotId, long> _used = [];
    private readonly Dictionary<string, long> _books = [];
    private DateTimeOffset _now = Noon;
    private int _terms;
    private int _facts;

    private AccountState State => _fold.Book.ToState();

    /// <param name="kind">What happens.</param>
    public void Happen(int kind, int a, int b)
    {
        switch (kind)
        {
            case 0 when State.Covers.Length < 4:
                Activate(a, b);
                break;
            case 1:
                Do(TopUp($"{a % 10 + 1}", $"pay-{++_facts}"));
                break;
            case 2:
                PayPlan(a);
                break;
            case 3 or 4 or 5 when !State.Covers.IsEmpty:
                Change(State.Covers[a % State.Covers.Length], kind, a, b);
                break;
            case 6 when _lines.Count > 0:
                Void(a % _lines.Count);
                break;
            case 7:
                _now += TimeSpan.FromHours(a % 60);
                foreach (var due in EndedCredit.DueFacts(State, _now).ToList()) Do(due);
                break;
            default:
                Use(a, b);
                break;
        }
        _fold.Raised(_now);
        Check();
    }

    private void Use(int a, int b)
    {
        _fold.Use($"{a % 700 / 100m}", Services[b % 2], _now.AddHours(-(b % 90)), _now);
        _lines.Add((_fold.Seq, _fold.Last));
        foreach (var posting in Postings.Of(_fold.Last)) Post(posting.Account, posting.Amount.Units);
        foreach (var leg in _fold.Last.Legs.Where(leg => leg.Kind == FundKind.Plan)) Use(leg, leg.Amount.Units);
    }

    private void Use(Leg leg, long units) => _used[leg.Fund] = _used.GetValueOrDefault(leg.Fund) + units;

    private void Activate(int a, int b)
    {
        var terms = SomeCover.Terms($"{a % 20 + 1}", b % 3 == 0 ? SomeCover.Everything : null, Quotas(a, b)) with
        {
            From = _now.AddHours(-(a % 50)),
            Until = b % 4 == 0 ? null : _now.AddHours(b % 50 + 1),
            RollsOver = a % 2 == 0,
            IsSharedCeiling = true,
        };
        if (CoverRules.Refusal(terms, State.Covers.Select(cover => cover.Terms)) is null)
            Do(SomeCover.Activated(terms, "p-1", ++_terms));
    }

    private static CoverQuota[] Quotas(int a, int b) => (a % 4) switch
    {
        0 => [SomeCover.MoneyQuota($"{b % 5 + 1}")],
        1 => [SomeCover.UnitQuota($"{b % 7 + 1}")],
        _ => [],
    };

    private void PayPlan(int a)
    {
        var (credit, asked) = (_fold.Book.IsOpen ? State.PlanCredit : Usd("0"), Usd($"{a % 9 + 1}"));
        var amount = Amount.Min(credit, asked);
        Do(new MovementFact.PlanPaid(
            "p-1", 1, $"paid-{++_facts}", amount.IsPositive ? null : "stripe", amount.IsPositive ? amount : asked));
    }

    /// <summary>Paused or resumed, amended, or cancelled; what is refused does not happen.</summary>
    private void Change(Cover cover, int kind, int a, int b)
    {
        var early = _now.AddHours(-(b % 6));
        var from = early < cover.Since ? cover.Since : early;
        var terms = kind switch
        {
            3 => cover.Terms,
            4 => cover.Terms with
            {
                Total = Usd($"{a % 30 + 1}"), Quotas = [.. Quotas(b, a)],
                Scope = b % 2 == 0 ? SomeCover.Everything : SomeCover.Only(Inference, SomeCover.Training),
            },
            _ => cover.Terms with { Until = from },
        };
        var change = new MovementFact.CoverChanged(
            "p-1", int.Parse(cover.Id.Value.Split(':')[2]), cover.Step + 1, from, kind != 3 || !cover.Pays, terms);
        var others = State.Covers.Where(other => other.Id != cover.Id).ToList();
        if (CoverChangeRules.Refusal(cover, change, others, _now) is null) Do(change);
    }

    private void Void(int at)
    {
        var (seq, line) = _lines[at];
        _lines.RemoveAt(at);
        var id = new LineId(LedgerKeys.DayOf(line.Time), seq, 0);
        var held = State.Lots.Select(lot => lot.Id).ToHashSet();
        foreach (var leg in line.Legs.Where(leg => leg.Kind == FundKind.Plan))
            if (State.Covers.Any(cover => cover.Id == leg.Fund && !Expiry.IsPast(cover.Terms.Until, _now)))
                Use(leg, -leg.Amount.Units);
        Do(new MovementFact.UsageReversed(
            ReversedUsage.Of(id, line, _fold.Record.At(line.Time, seq)),
            new(ReversalKind.Void, $"v-{seq}", _now),
            [.. line.Legs.Where(leg => leg.Kind == FundKind.TopUp && !held.Contains(leg.Fund))
                .Select(leg => _lots[leg.Fund])]));
    }

    private void Do(MovementFact fact)
    {
        foreach (var posting in _fold.Do(fact, _now).Split(", ", StringSplitOptions.RemoveEmptyEntries))
            Post(posting.Split(' ')[0], Usd(posting.Split(' ')[1]).Units);
        if (LotOrigin.Of(fact, _fold.Seq) is { } lot) _lots.TryAdd(lot.Id, lot);
    }

    private void Post(string account, long units) => _books[account] = _books.GetValueOrDefault(account) + units;

    private void Check()
    {
        var (sums, state) = (_fold.Book.Sums(), State);
        Assert.Equal(0, _books.Values.Sum());
        Assert.Equal(sums.Plan, _books.GetValueOrDefault(Postings.CustomerPlan));
        Assert.Equal(sums.TopUp, _books.GetValueOrDefault(Postings.CustomerTopUp));
        Assert.Equal(-sums.Debt, _books.GetValueOrDefault(Postings.CustomerDebt));
        var bytes = StateCodec.Encode(state);
        Assert.Equal(bytes, StateCodec.Encode(StateCodec.Decode(bytes)));
        foreach (var cover in state.Covers) Check(cover);
    }

    private void Check(Cover cover)
    {
        Assert.False(cover.Remaining.IsNegative);
        Assert.Equal(_used.GetValueOrDefault(cover.Id), (cover.Terms.Total - cover.Remaining).Units);
        Assert.DoesNotContain(cover.Earlier, span => Expiry.IsPast(span.Until, _now));
        Assert.All(cover.Quotas.Zip(cover.Terms.Quotas), it =>
        {
            Assert.False(it.First.Money is { IsNegative: true } || it.First.Units is { Micros: < 0 });
            Assert.False(it.First.Money > it.Second.Money || it.First.Units > it.Second.Units);
        });
    }
}
