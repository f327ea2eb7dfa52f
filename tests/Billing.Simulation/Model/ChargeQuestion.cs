using System.Text.Json;
using Billing.History;
using Billing.Simulation.Support;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>What one charge of the history came about from.</summary>
public sealed class ChargeQuestion(App app, string account, NaiveAccount model)
{
    public async Task Ask(Step step)
    {
        var history = await app.Ask<GetCreditHistory>(
            (verb, request) => verb.Run(request, account, default), "?limit=20&kind=usage");
        var items = history.GetProperty("items").EnumerateArray().ToList();
        var lines = model.Entries.Where(it => it.Kind == "usage")
            .OrderByDescending(it => it.Time).ThenByDescending(it => it.Order).ToList();
        var at = step.Pick(44, items.Count);
        var line = model.Lines.Single(it => it.Order == lines[at].Order);
        var id = items[at].GetProperty("id").GetString()!;
        var said = await app.Ask<ExplainCharge>((verb, request) => verb.Run(request, account, id, default));
        var legs = said.GetProperty("legs").EnumerateArray().Select(leg =>
            $"{leg.GetProperty("kind")} {leg.GetProperty("fund").GetString()!.Split(":2")[0]} "
            + $"{leg.GetProperty("quantity")} {Sum(leg, "amount")}");
        Assert.Equal(
            $"{line.Event.Source} {line.Event.Id} {line.Price} "
            + $"{Text(line.TierStart, line.Event.Quantity, line.Billed, line.Amount)} "
            + $"late {line.IsLate}: "
            + string.Join(", ", line.Legs.Select(leg => $"{leg.Kind} {leg.Fund} {Text(leg.Quantity, leg.Amount)}")),
            $"{said.GetProperty("source")} {said.GetProperty("eventId")} {said.GetProperty("price")} "
            + $"{said.GetProperty("tierStart")} {said.GetProperty("quantity")} {said.GetProperty("billed")} "
            + $"{Sum(said, "amount")} "
            + $"late {said.GetProperty("isLate").GetBoolean()}: {string.Join(", ", legs)}");
    }
}
