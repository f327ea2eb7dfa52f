namespace Billing.Simulation.Model;

/// <summary>
/// The engine written a second time, the slow and simple way: decimals, lists, one event after the other, no batches,
/// no cache, no storage. Written from the requirements and not from the engine, so that the two may disagree.
/// </summary>
/// <param name="digits">Decimals of the smallest sum that the ledger counts.</param>
/// <param name="thresholds">Those that an account has until it chooses.</param>
public sealed partial class NaiveAccount(
    NaivePrices prices, string currency, int digits, TimeSpan zone, decimal[] thresholds)
{
    private readonly Dictionary<(string, string), List<NaiveEvent>> _known = [];
    private readonly Dictionary<string, decimal> _counted = [];
    private HashSet<decimal> _armed = [];
    private bool _hasChosen;
    private int _order;

    public List<NaiveLine> Lines { get; } = [];
    public List<NaiveKept> Kept { get; } = [];
    public List<NaiveFund> Funds { get; } = [];
    public List<NaiveEntry> Entries { get; } = [];
    public List<NaiveSums> Commits { get; } = [];
    public List<string> Told { get; } = [];
    public decimal Debt { get; private set; }
    public decimal[] Thresholds { get; private set; } = thresholds;

    public decimal Available(string kind, DateTimeOffset now) =>
        Funds.Where(it => it.Kind == kind && it.From <= now && now < it.Until).Sum(it => it.Left);

    public void TopUp(string id, decimal amount, DateTimeOffset now)
    {
        var settled = Math.Min(Debt, amount);
        Debt -= settled;
        Funds.Add(new($"topup:{id}", "topUp", amount - settled, _order));
        Enter(now, now, "topUp", null, "Top-up by VNPay", new NaiveLeg(Funds[^1], 0, amount));
        Commit(now);
    }

    /// <param name="open">Makes a voucher or plan from its place in the order.</param>
    public void Begin(Func<int, NaiveFund> open, DateTimeOffset now)
    {
        var fund = open(_order);
        Funds.Add(fund);
        var words = fund.Kind == "plan" ? "Billing plan" : "Voucher";
        Enter(now, now, fund.Kind, null, words, new NaiveLeg(fund, 0, fund.Left));
        Commit(now);
    }

    /// <summary>Choosing the same again changes nothing.</summary>
    public void Choose(decimal[] limits, DateTimeOffset now)
    {
        if (_hasChosen && Thresholds.SequenceEqual(limits)) return;
        (Thresholds, _hasChosen) = (limits, true);
        Commit(now);
    }

    /// <returns>How many were rated, kept, and known already.</returns>
    public (int Rated, int Kept, int Known) Use(IEnumerable<NaiveEvent> events, DateTimeOffset now)
    {
        var said = events.OrderBy(it => (it.Time, it.Source, it.Id)).Select(it => Take(it, now)).ToList();
        if (said.Exists(it => it != "known")) Commit(now);
        return (said.Count(it => it == "rated"), said.Count(it => it == "kept"), said.Count(it => it == "known"));
    }

    private string Take(NaiveEvent use, DateTimeOffset now)
    {
        var reason = Decide(use, now, anyAge: false);
        if (reason is "rated" or "reversed") Kept.RemoveAll(it => IsSame(it.Event, use));
        if (reason is "rated" or "reversed") return reason;
        if (reason == "duplicate" || Kept.Exists(it => IsSame(it.Event, use))) return "known";
        Kept.Add(new(use, reason));
        return "kept";
    }

    /// <returns>What becomes of a kept event that is decided again.</returns>
    public string Replay(NaiveKept kept, DateTimeOffset now)
    {
        var said = Decide(kept.Event, now, anyAge: true);
        if (said is not ("rated" or "duplicate" or "reversed")) return said;
        Kept.Remove(kept);
        Commit(now);
        return said == "reversed" ? "rated" : said;
    }

    /// <summary>What is left of money whose end and grace are over is forfeited.</summary>
    public void Sweep(DateTimeOffset now)
    {
        var due = Funds.Where(it => it.IsDue(now)).OrderBy(it => (it.Kind == "plan", it.Rank)).ToList();
        foreach (var it in due)
        {
            var isPlan = it.Kind == "plan";
            var words = isPlan ? "Unused amount of a billing plan" : "Expired voucher credit";
            if (it.Left > 0) Enter(now, now, isPlan ? "plan" : "expired", null, words, new NaiveLeg(it, 0, -it.Left));
            (it.Left, it.IsGone) = (0, true);
        }
        if (due.Count > 0) Commit(now);
    }

    /// <summary>"rated", and the line stands; "reversed"; "duplicate"; or why the event cannot be rated.</summary>
    private string Decide(NaiveEvent use, DateTimeOffset now, bool anyAge)
    {
        var named = _known.GetValueOrDefault((use.Source, use.Id)) ?? [];
        if (named.Find(it => Math.Abs(it.Day - use.Day) <= 1) is { } near)
            return near.Content == use.Content ? "duplicate" : "id_conflict";
        if (use.Time > now.AddMinutes(5)) return "in_future";
        if (use.Time < now.AddDays(-35) && !anyAge) return "too_old";

        var taken = Lines.Find(it => use.Amends == (it.Event.Id, it.Event.Time) && it.Event.Source == use.Source);
        if (use.Amends is not null && taken is null) return "original_unknown";
        if (taken is { IsReversed: true }) return "already_reversed";
        if (use.Meter.Length == 0) _known[(use.Source, use.Id)] = [.. named, use];
        if (use.Meter.Length == 0) return GiveBack(taken!, now, "Usage that was taken back");

        var meter = $"{use.Service}/{use.Meter}";
        if (!prices.Knows(meter)) return "unknown_meter";
        if (prices.At(meter, use.Time) is not var (version, number)) return "no_price_yet";
        var (refusal, billed, price) = version.For(use, currency, digits);
        if (refusal is not null) return refusal;
        if (taken is not null) GiveBack(taken, now, "Usage that was corrected");

        var before = _counted.GetValueOrDefault(Month(use));
        var (legs, counted, isLate) = Pay(use, price, version.MinCharge, before, billed, now);
        _counted[Month(use)] = before + counted;
        var words = (use.Words ?? $"{{quantity}} of {use.Meter}")
            .Replace("{quantity}", ModelText.Text(use.Quantity), StringComparison.Ordinal);
        var name = $"{meter}/{currency}@{number}";
        Lines.Add(new(use, name, words, before, billed, counted, legs.Sum(it => it.Amount), legs, isLate, _order));
        _known[(use.Source, use.Id)] = [.. named, use];
        Enter(use.Time, now, "usage", use.Service, words, [.. legs]);
        return "rated";
    }

    /// <summary>To debt first, then to whoever paid; what belongs to money that has ended is forfeited.</summary>
    private string GiveBack(NaiveLine line, DateTimeOffset now, string words)
    {
        var given = new List<NaiveLeg>();
        foreach (var leg in line.Legs.OrderBy(leg => leg.Kind != "debt"))
        {
            var fund = leg.Fund ?? new("reversed", "topUp", 0, _order);
            if (leg.Fund is null) Funds.Add(fund);
            if (fund.IsGone || fund.IsEnded(now)) continue;
            given.Add(leg);
            var settled = fund.Kind == "topUp" ? Math.Min(Debt, leg.Amount) : 0;
            Debt -= settled;
            Take(fund, line.Event.Service, settled - leg.Amount, -leg.Quantity);
        }
        _counted[Month(line.Event)] -= line.Counted;
        line.IsReversed = true;
        Enter(now, now, "reversal", line.Event.Service, words, [.. given]);
        return "reversed";
    }

    /// <summary>A threshold is told of once below, and again after the balance was at or above it.</summary>
    private void Commit(DateTimeOffset now)
    {
        decimal Left(string kind) => Funds.Where(it => it.Kind == kind).Sum(it => it.Left);
        Commits.Add(new(now, Left("topUp"), Left("voucher"), Debt, Left("plan")));
        var balance = Available("topUp", now) + Available("voucher", now) - Debt;
        foreach (var limit in Thresholds.OrderDescending().Where(it => balance < it && _armed.Contains(it)))
            Told.Add($"low-balance {ModelText.Text(limit, balance)} {now.UtcTicks}");
        _armed = [.. Thresholds.Where(it => balance >= it)];
    }

    private void Enter(
        DateTimeOffset time, DateTimeOffset now, string kind, string? service, string words, params NaiveLeg[] parts) =>
        Entries.Add(new(time, _order++, now, kind, service, words, [.. parts]));

    private string Month(NaiveEvent use) => $"{use.Service}/{use.Meter} {use.Time.ToOffset(zone):yyyy-MM}";
    private static bool IsSame(NaiveEvent one, NaiveEvent other) =>
        one.Source == other.Source && one.Id == other.Id && one.Content == other.Content;
}
