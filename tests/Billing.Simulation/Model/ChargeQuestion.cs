using System.Text.Json;
using Billing.History;
using Billing.Simulation.Support;
using static Billing.Simulation.Model.ModelText;

namespace Billing.Simulation.Model;

/// <summary>What one charge of the history came about from.</summary>
public sealed class ChargeQuestion(App app, string account, NaiveAccount model, HistoryQuestion history)
{
    private int _seen;

    /// <summary>The explanation of one of the charges that came since the last time.</summary>
    public async Task AskNew(Step step)
    {
        if (model.Lines.Count == _seen) return;
        var at = _seen + step.Pick(44, model.Lines.Count - _seen);
        _seen = model.Lines.Count;
        await Ask(model.Lines[at]);
    }

    public Task Ask(Step step) => Ask(model.Lines[step.Pick(44, model.Lines.Count)]);

    private async Task Ask(NaiveLine line)
    {
        var there = await history.Window(line.Event.Time, line.Event.Time);
        var id = there.Single(it => it.Entry.Order == line.Order).Id;
        var said = await app.Ask<ExplainCharge>((verb, request) => verb.Run(request, account, id, default));
        Assert.Equal(Due(line), Said(said));
    }

    private static string Due(NaiveLine line) =>
        $"{line.Event.Source} {line.Event.Id} {line.Price} {Text(line.TierStart, line.Event.Quantity, line.Billed, line.Amount)} "
        + $"late {line.IsLate} reversed {line.IsReversed}: "
        + string.Join(", ", line.Legs.Select(leg => $"{leg.Kind} {leg.Fund?.Id} {Text(leg.Quantity, leg.Amount)}"));

    /// <summary>The lot of a reversal is named by a ledger number, which the model does not know.</summary>
    private static string Said(JsonElement said) =>
        $"{said.GetProperty("source")} {said.GetProperty("eventId")} {said.GetProperty("price")} "
        + $"{said.GetProperty("tierStart")} {said.GetProperty("quantity")} {said.GetProperty("billed")} {Sum(said, "amount")} "
        + $"late {said.GetProperty("isLate").GetBoolean()} "
        + $"reversed {said.GetProperty("reversedBy").ValueKind == JsonValueKind.Object}: "
        + string.Join(", ", said.GetProperty("legs").EnumerateArray().Select(leg =>
            $"{leg.GetProperty("kind")} {leg.GetProperty("fund").GetString()!.Split(":2")[0]} {leg.GetProperty("quantity")} {Sum(leg, "amount")}"));
}
