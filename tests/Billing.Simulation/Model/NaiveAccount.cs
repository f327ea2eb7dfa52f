namespace Billing.Simulation.Model;

/// <summary>
/// The engine written a second time, the slow and simple way: decimals, lists, one event after the other, no batches,
/// no cache, no storage. Written from the requirements and not from the engine, so that the two may disagree.
/// </summary>
/// <param name="digits">Decimals of the smallest sum that the ledger counts.</param>
public sealed class NaiveAccount(NaivePrices prices, string currency, int digits, TimeSpan zone)
{
    private readonly Dictionary<string, decimal> _counted = [];
    private readonly HashSet<NaiveEvent> _voids = [];
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
        var (rated, kept, known, reversed) = (0, 0, 0, 0);
        foreach (var use in events.OrderBy(it => it.Time).ThenBy(it => it.Source, StringComparer.Ordinal)
            .ThenBy(it => it.Id, StringComparer.Ordinal))
        {
            var reason = Decide(use, now, anyAge: false);
            if (reason == "rated") rated++;
            else if (reason == "reversed") reversed++;
            else if (reason == "duplicate" || Kept.Exists(it => IsSame(it.Event, use))) known++;
            else
            {
                Kept.Add(new(use, reason));
                kept++;
            }
        }
        if (rated + kept + reversed > 0) Commit(now);
        return (rated, kept, known);
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

    /// <summary>What is left of credit whose end and grace are over is forfeited.</summary>
    public void Sweep(DateTimeOffset now)
    {
        var due = Lots.Where(lot => lot.Left > 0 && lot.IsPast(now)).OrderBy(lot => lot.Services.Length == 0)
            .ThenBy(lot => lot.Until).ThenBy(lot => lot.Order).ToList();
        foreach (var lot in due)
        {
            Entries.Add(new(now, _order++, now, "expired", null, "Expired voucher credit", -lot.Left, ""));
            (lot.Left, lot.IsForfeited) = (0, true);
        }
        if (due.Count > 0) Commit(now);
    }

    /// <summary>"rated", after which the line stands; "duplicate"; or why the event cannot be rated.</summary>
    private string Decide(NaiveEvent use, DateTimeOffset now, bool anyAge)
    {
        var near = Lines.Select(line => line.Event).FirstOrDefault(
            it => it.Source == use.Source && it.Id == use.Id && Math.Abs(it.Day - use.Day) <= 1);
        if (near is not null) return near.Content == use.Content ? "duplicate" : "id_conflict";
        if (_voids.Contains(use)) return "duplicate";
        if (use.Time > now.AddMinutes(5)) return "in_future";
        if (use.Time < now.AddDays(-35) && !anyAge) return "too_old";

        if (use.Amends is var (id, time))
        {
            var taken = Lines.Find(it => it.Event.Source == use.Source && it.Event.Id == id && it.Event.Time == time);
            if (taken is null) return "original_unknown";
            if (taken.IsReversed) return "already_reversed";
            GiveBack(taken, use, now);
            if (use.Meter.Length == 0) return "reversed";
        }
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
            .Replace("{quantity}", ModelText.Text(use.Quantity), StringComparison.Ordinal);
        Lines.Add(new(use, $"{meter}/{currency}@{number}", words, before, billed, amount, legs, isLate, _order));
        var funding = legs.GroupBy(leg => leg.Kind).Select(
            kind => $"{kind.Key} {ModelText.Text(kind.Sum(leg => leg.Amount))}");
        Entries.Add(new(use.Time, _order++, now, "usage", use.Service, words, -amount, string.Join(", ", funding)));
        return "rated";
    }

    /// <summary>To debt first, then to whoever paid; what belongs to an ended lot is forfeited.</summary>
    private void GiveBack(NaiveLine line, NaiveEvent by, DateTimeOffset now)
    {
        var given = line.Amount;
        foreach (var leg in line.Legs.OrderBy(leg => leg.Kind != "debt"))
        {
            var lot = leg.Kind == "debt" ? new("reversed", "topUp", 0, _order) : Lots.Single(it => it.Id == leg.Fund);
            if (leg.Kind == "debt") Lots.Add(lot);
            var settled = lot.Kind == "topUp" ? Math.Min(Debt, leg.Amount) : 0;
            Debt -= settled;
            if (lot.IsPast(now)) given -= leg.Amount;
            else lot.Left += leg.Amount - settled;
        }
        _counted[$"{line.Event.Service}/{line.Event.Meter} {line.Event.Time.ToOffset(zone):yyyy-MM}"] -= line.Billed;
        if (by.Meter.Length == 0) _voids.Add(by);
        line.IsReversed = true;
        var words = by.Meter.Length == 0 ? "Usage that was taken back" : "Usage that was corrected";
        Entries.Add(new(now, _order++, now, "reversal", line.Event.Service, words, given, ""));
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
