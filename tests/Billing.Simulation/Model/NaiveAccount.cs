namespace Billing.Simulation.Model;

/// <summary>A use as its producer reports it.</summary>
public sealed record NaiveEvent(
    string Source, string Id, DateTimeOffset Time, string Service, string Meter, decimal Quantity,
    string Dimensions = "", string? Words = null)
{
    public string Content => $"{Time.UtcTicks} {Service}/{Meter} {NaivePrices.Text(Quantity)} {Dimensions}";

    public int Day => DateOnly.FromDateTime(Time.UtcDateTime).DayNumber;
}

/// <summary>Who paid how much of a line.</summary>
public sealed record NaiveLeg(string Kind, string Fund, decimal Quantity, decimal Amount);

/// <summary>A use that was charged.</summary>
public sealed record NaiveLine(
    NaiveEvent Event, string Price, string Words, decimal TierStart, decimal Billed, decimal Amount,
    List<NaiveLeg> Legs, bool IsLate, int Order);

/// <summary>An event that was not charged, and why.</summary>
public sealed record NaiveKept(NaiveEvent Event, string Reason);

/// <summary>Credit that came in.</summary>
public sealed class NaiveLot(string id, string kind, decimal left, int order)
{
    public string Id => id;
    public string Kind => kind;
    public int Order => order;
    public decimal Left { get; set; } = left;
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;
    public string[] Services { get; init; } = [];

    public bool Covers(NaiveEvent use) =>
        From <= use.Time && use.Time < Until && (Services.Length == 0 || Services.Contains(use.Service));

    public bool IsPast(DateTimeOffset now) => Until != DateTimeOffset.MaxValue && now >= Until.AddHours(72);
}

/// <summary>One row of the credit history, in the order of the ledger.</summary>
public sealed record NaiveEntry(
    DateTimeOffset Time, int Order, DateTimeOffset CommittedAt, string Kind, string? Service, string Words,
    decimal Amount, string Funding);

/// <summary>The sums after a commit.</summary>
public readonly record struct NaiveSums(DateTimeOffset Time, decimal TopUp, decimal Voucher, decimal Debt)
{
    public decimal Total => TopUp + Voucher - Debt;
}

/// <summary>
/// The engine written a second time, the slow and simple way: decimals, lists, one event after the other, no batches,
/// no cache, no storage. Written from the requirements and not from the engine, so that the two may disagree.
/// </summary>
/// <param name="digits">Decimals of the smallest sum that the ledger counts.</param>
public sealed class NaiveAccount(NaivePrices prices, string currency, int digits, TimeSpan zone)
{
    private readonly Dictionary<string, decimal> _counted = [];
    private int _order;

    public List<NaiveLine> Lines { get; } = [];
    public List<NaiveKept> Kept { get; } = [];
    public List<NaiveLot> Lots { get; } = [];
    public List<NaiveEntry> Entries { get; } = [];
    public List<NaiveSums> Commits { get; } = [];
    public decimal Debt { get; private set; }

    public decimal Available(string kind, DateTimeOffset now) =>
        Lots.Where(lot => lot.Kind == kind && lot.From <= now && now < lot.Until).Sum(lot => lot.Left);

    public void TopUp(string id, decimal amount, DateTimeOffset now)
    {
        var settled = Math.Min(Debt, amount);
        Debt -= settled;
        Lots.Add(new($"topup:{id}", "topUp", amount - settled, _order));
        Entries.Add(new(now, _order++, now, "topUp", null, "Top-up by VNPay", amount, ""));
        Commit(now);
    }

    public void Voucher(string id, decimal amount, DateTimeOffset? until, string[] services, DateTimeOffset now)
    {
        Lots.Add(new($"voucher:{id}", "voucher", amount, _order)
        {
            From = now,
            Until = until ?? DateTimeOffset.MaxValue,
            Services = services,
        });
        Entries.Add(new(now, _order++, now, "voucher", null, "Voucher", amount, ""));
        Commit(now);
    }

    /// <returns>How many were rated, kept, and known already.</returns>
    public (int Rated, int Kept, int Known) Use(IEnumerable<NaiveEvent> events, DateTimeOffset now)
    {
        var (rated, kept, known) = (0, 0, 0);
        foreach (var use in events.OrderBy(it => it.Time).ThenBy(it => it.Source, StringComparer.Ordinal)
            .ThenBy(it => it.Id, StringComparer.Ordinal))
        {
            var reason = Decide(use, now, anyAge: false);
            if (reason == "rated") rated++;
            else if (reason == "duplicate" || Kept.Exists(it => IsSame(it.Event, use))) known++;
            else
            {
                Kept.Add(new(use, reason));
                kept++;
            }
        }
        if (rated + kept > 0) Commit(now);
        return (rated, kept, known);
    }

    /// <returns>What becomes of a kept event that is decided again.</returns>
    public string Replay(NaiveKept kept, DateTimeOffset now)
    {
        var said = Decide(kept.Event, now, anyAge: true);
        if (said is not ("rated" or "duplicate")) return said;
        Kept.Remove(kept);
        Commit(now);
        return said;
    }

    /// <summary>"rated", after which the line stands; "duplicate"; or why the event cannot be rated.</summary>
    private string Decide(NaiveEvent use, DateTimeOffset now, bool anyAge)
    {
        var near = Lines.Select(line => line.Event).FirstOrDefault(
            it => it.Source == use.Source && it.Id == use.Id && Math.Abs(it.Day - use.Day) <= 1);
        if (near is not null) return near.Content == use.Content ? "duplicate" : "id_conflict";
        if (use.Time > now.AddMinutes(5)) return "in_future";
        if (use.Time < now.AddDays(-35) && !anyAge) return "too_old";

        var meter = $"{use.Service}/{use.Meter}";
        if (!prices.Knows(meter)) return "unknown_meter";
        if (prices.At(meter, use.Time) is not var (version, number)) return "no_price_yet";
        if (version.For(use.Dimensions) is not { } price) return "no_price_for_dimensions";

        var month = $"{meter} {use.Time.ToOffset(zone):yyyy-MM}";
        var (before, billed) = (_counted.GetValueOrDefault(month), version.Billed(use.Quantity));
        var cost = Math.Round(price.Cost(before, billed), digits, MidpointRounding.AwayFromZero);
        var amount = billed == 0 ? 0 : Math.Max(cost, version.MinCharge);
        _counted[month] = before + billed;
        var (legs, isLate) = Pay(use, billed, amount, now);
        var words = (use.Words ?? $"{{quantity}} of {use.Meter}")
            .Replace("{quantity}", NaivePrices.Text(use.Quantity), StringComparison.Ordinal);
        Lines.Add(new(use, $"{meter}/{currency}@{number}", words, before, billed, amount, legs, isLate, _order));
        var funding = legs.GroupBy(leg => leg.Kind).Select(kind => $"{kind.Key} {NaivePrices.Text(kind.Sum(leg => leg.Amount))}");
        Entries.Add(new(use.Time, _order++, now, "usage", use.Service, words, -amount, string.Join(", ", funding)));
        return "rated";
    }

    /// <summary>Vouchers, scoped and soonest to end first; then top-ups, oldest first; the rest is owed.</summary>
    private (List<NaiveLeg> Legs, bool IsLate) Pay(NaiveEvent use, decimal billed, decimal amount, DateTimeOffset now)
    {
        var (legs, isLate, left, rest) = (new List<NaiveLeg>(), false, amount, billed);
        var payers = Lots.Where(lot => lot.Left > 0 && lot.Covers(use))
            .OrderBy(lot => lot.Kind == "topUp").ThenBy(lot => lot.Services.Length == 0)
            .ThenBy(lot => lot.Until).ThenBy(lot => lot.Order);
        foreach (var lot in payers)
        {
            if (left == 0) break;
            if (lot.IsPast(now)) isLate = true;
            else
            {
                var paid = Math.Min(left, lot.Left);
                var share = paid == left ? rest : Math.Floor(billed * paid / amount * 1_000_000) / 1_000_000;
                legs.Add(new(lot.Kind, lot.Id, share, paid));
                lot.Left -= paid;
                (left, rest) = (left - paid, rest - share);
            }
        }
        if (left > 0) legs.Add(new("debt", "", rest, left));
        Debt += left;
        return (legs, isLate);
    }

    private void Commit(DateTimeOffset now)
    {
        decimal Sum(string kind) => Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Left);
        Commits.Add(new(now, Sum("topUp"), Sum("voucher"), Debt));
    }

    private static bool IsSame(NaiveEvent one, NaiveEvent other) =>
        one.Source == other.Source && one.Id == other.Id && one.Content == other.Content;
}
