using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Usage;

namespace Billing.Functions.Tests.Support;

/// <summary>Charges uses of one service to an account with covers, and tells what came of it in short words.</summary>
public sealed class CoverFold
{
    public static readonly MeterName Images = new("images");

    private readonly List<RatedLine> _lines = [];
    private int _count;
    private long _seq;

    public CoverFold(PriceModel model, MeterRule? rule = null, params MovementFact[] facts)
    {
        Prices = PriceBook.Of(1, SomeLedger.Noon, Services.Select(service =>
            Some.RateCard($"{service}/images/USD", Some.Terms(model, rule: rule))));
        Book = AccountBook.From(AccountState.Empty);
        Book.Apply(SomeLedger.Opened(), 1, SomeLedger.Noon);
        for (var i = 0; i < facts.Length; i++) Book.Apply(facts[i], i + 2, SomeLedger.Noon);
        for (var i = 0; i < facts.Length; i++) Record.Add(facts[i], i + 2);
        _seq = facts.Length + 1;
        Again = AccountBook.From(Book.ToState());
    }

    public static ServiceName[] Services { get; } = [SomeLedger.Inference, SomeCover.Training];

    public PriceBook Prices { get; }

    public AccountBook Book { get; }

    /// <summary>Gets the same lines as an audit does: checked against the prices, then applied.</summary>
    private AccountBook Again { get; }

    public RatedLine Last => _lines[^1];

    /// <summary>The sequence number of the last fact or line.</summary>
    public long Seq => _seq;

    /// <summary>The terms that covers got in between.</summary>
    public CoverRecord Record { get; } = new();

    /// <summary>A fact in between, and its postings.</summary>
    public string Do(MovementFact fact, DateTimeOffset? now = null)
    {
        var at = now ?? SomeLedger.Noon;
        var postings = Postings.Of(fact, Book, ++_seq, at);
        Book.Apply(fact, _seq, at);
        Again.Apply(fact, _seq, at);
        Record.Add(fact, _seq);
        return string.Join(", ", postings.Select(it => $"{it.Account} {it.Amount.ToDecimalString()}"));
    }

    /// <summary>Charges a use, checks what the audit would say of it, and tells its legs.</summary>
    public string Use(
        string quantity,
        ServiceName? service = null,
        DateTimeOffset? time = null,
        DateTimeOffset? now = null,
        string dimensions = "")
    {
        var usage = new UsageEvent(
            "s", $"e{_count++}", Some.Account, time ?? SomeLedger.Noon, service ?? SomeLedger.Inference, Images,
            Quantity.Parse(quantity), Dimensions.Parse(dimensions), null);
        var at = now ?? SomeLedger.Noon;
        var rating = new Rating(Book, new(), Prices, UsageRules.Default with { MaxAge = TimeSpan.FromDays(400) }, at);
        var folded = rating.Fold([new ReportedEvent.Sound(0, "{}"u8.ToArray(), usage)], FoldLimits.Largest);
        if (folded.Lines.IsEmpty) return folded.Quarantined[0].Reason;

        var line = folded.Lines[0];
        Assert.Null(new PostedPrices(Prices).Fault(line, at, Again));
        Again.Apply(line, at);
        Assert.Equal(StateCodec.Encode(Book.ToState()), StateCodec.Encode(Again.ToState()));
        _lines.Add(line);
        _seq++;
        return Legs(line);
    }

    /// <summary>The kinds of facts raised since the last call, without how much of a plan is used.</summary>
    public string Raised(DateTimeOffset? now = null)
    {
        var at = now ?? SomeLedger.Noon;
        var raised = Book.EndCommit(at).Select(fact => fact.Kind).ToArray();
        Assert.Equal(raised, Again.EndCommit(at).Select(fact => fact.Kind));
        return string.Join(", ", raised.Where(kind => kind != RaisedFacts.PlanUsed));
    }

    /// <summary>fund quantity=amount, in their order.</summary>
    public static string Legs(RatedLine line) => string.Join(", ", line.Legs.Select(leg =>
        $"{Name(leg)} {leg.Quantity}={leg.Amount.ToDecimalString()}"));

    private static string Name(Leg leg) => leg.Kind switch
    {
        FundKind.Plan => leg.Fund.Value.Split(':')[1],
        FundKind.Voucher => "voucher",
        FundKind.TopUp => "top-up",
        FundKind.Debt => "debt",
    };
}
