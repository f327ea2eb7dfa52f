using System.Text.Json;
using Billing.History;
using Billing.Simulation.Support;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>What one charge of the history came about from.</summary>
public sealed class ChargeQuestion(App app, string account, NaiveAccount model)
{
    /// <summary>The explanation of one of the charges among these entries of the history.</summary>
    public async Task Ask(List<(NaiveEntry Entry, string Id)> entries, Step step)
    {
        var charges = entries.Where(it => it.Entry.Kind == "usage").ToList();
        if (charges.Count == 0) return;
        var (entry, id) = charges[step.Pick(44, charges.Count)];
        var said = await app.Ask<ExplainCharge>((verb, request) => verb.Run(request, account, id, default));
        Assert.Equal(Due(model.Lines.Find(it => it.Order == entry.Order)!), Said(said));
    }

    private static string Due(NaiveLine line) =>
        $"{line.Event.Source} {line.Event.Id} {line.Price} "
        + $"{Text(line.TierStart, line.Event.Quantity, line.Billed, line.Amount)} "
        + $"late {line.IsLate} reversed {line.IsReversed}: "
        + string.Join(", ", line.Legs.Select(leg => $"{leg.Kind} {leg.Fund?.Id} {Text(leg.Quantity, leg.Amount)}"));

    /// <summary>The lot of a reversal is named by a ledger number, which the model does not know.</summary>
    private static string Said(JsonElement said) =>
        $"{Words(said, "source", "eventId", "price", "tierStart", "quantity", "billed")} {Sum(said, "amount")} "
        + $"late {said.GetProperty("isLate").GetBoolean()} "
        + $"reversed {said.GetProperty("reversedBy").ValueKind == JsonValueKind.Object}: "
        + string.Join(", ", said.GetProperty("legs").EnumerateArray().Select(leg =>
            $"{Words(leg, "kind")} {Words(leg, "fund").Split(":2")[0]} {Words(leg, "quantity")} {Sum(leg, "amount")}"));
}
