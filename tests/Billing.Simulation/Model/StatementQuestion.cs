using System.Globalization;
using System.Text.Json;
using Billing.Simulation.Support;
using Billing.Statements;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>The figures of one month, by the time of commit.</summary>
public sealed class StatementQuestion(App app, string account, NaiveAccount model, TimeSpan zone)
{
    private readonly List<Row> _rows = [];

    public async Task Ask(DateTimeOffset at)
    {
        var local = at.ToOffset(zone);
        var from = new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, zone);
        var month = local.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var said = await app.Ask<GetStatement>((verb, request) => verb.Run(request, account, month, default));
        Assert.Equal(Due(from, from.AddMonths(1)), Said(said));
    }

    private string Due(DateTimeOffset from, DateTimeOffset until)
    {
        var opening = model.Commits.LastOrDefault(it => it.Time < from);
        var closing = model.Commits.LastOrDefault(it => it.Time < until);
        for (var i = _rows.Count; i < model.Entries.Count; i++) _rows.Add(Row.Of(model.Entries[i]));
        var rows = _rows.Where(it => from <= it.Entry.CommittedAt && it.Entry.CommittedAt < until).ToList();
        string Figures(Func<Row, decimal> of, decimal opens, decimal closes)
        {
            decimal Sum(Reason reason) => rows.Where(it => it.Reason == reason).Sum(of);
            return Text(
                opens, Sum(Reason.Added), -Sum(Reason.Used), -Sum(Reason.Expired), Sum(Reason.Reversed), closes);
        }

        var used = rows.Where(it => it.Reason == Reason.Used).GroupBy(it => it.Entry.Service)
            .OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it =>
                $"{it.Key} {it.Count()} {Text(-it.Sum(row => row.TopUp + row.Voucher), -it.Sum(row => row.Plan))}");
        return string.Join(" | ",
            Figures(it => it.TopUp + it.Voucher, Total(opening), Total(closing)),
            Figures(it => it.TopUp, opening.TopUp - opening.Debt, closing.TopUp - closing.Debt),
            Figures(it => it.Voucher, opening.Voucher, closing.Voucher),
            Figures(it => it.Plan, opening.Plan, closing.Plan),
            string.Join(", ", used));
    }

    private static string Said(JsonElement said)
    {
        var used = said.GetProperty("used").EnumerateArray().ToList();
        var (funds, plans) = (said.GetProperty("funds").EnumerateArray().ToList(), said.GetProperty("plans"));
        var added = said.GetProperty("added").EnumerateArray().Sum(it => Number(it, "amount"));
        return string.Join(" | ",
            Text(
                Number(said.GetProperty("opening"), "total"), added, used.Sum(it => Number(it, "amount")),
                Number(said, "expired"), Number(said, "reversed"), Number(said.GetProperty("closing"), "total")),
            Figures(funds[0]), Figures(funds[1]), Figures(plans),
            string.Join(", ", used.Select(it =>
                $"{Words(it, "service", "charges")} {Sum(it, "amount")} {Sum(it, "plans")}")));
    }

    private static string Figures(JsonElement it) => Text(
        Number(it, "opening"), Number(it, "added"), Number(it, "used"), Number(it, "expired"), Number(it, "reversed"),
        Number(it, "closing"));

    private static decimal Total(NaiveSums sums) => sums.TopUp + sums.Voucher - sums.Debt;

    private enum Reason
    {
        Added,
        Used,
        Expired,
        Reversed,
    }

    /// <summary>What one entry of the history did to each fund; debt is top-up used in advance.</summary>
    private sealed record Row(NaiveEntry Entry, Reason Reason, decimal TopUp, decimal Voucher, decimal Plan)
    {
        public static Row Of(NaiveEntry it) => new(
            it,
            it.Kind switch
            {
                "usage" => Reason.Used,
                "reversal" => Reason.Reversed,
                _ => it.Amount < 0 ? Reason.Expired : Reason.Added,
            },
            it.Amount - it.Of("plan") - it.Of("voucher"), it.Of("voucher"), it.Of("plan"));
    }
}
