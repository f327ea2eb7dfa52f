using System.Text.Json.Nodes;
using Billing.Simulation.Support;

namespace Billing.Simulation.Model;

/// <summary>The events of a rehearsal: made up from the numbers of a step and from what is there.</summary>
public sealed partial class Rehearsal
{
    private static readonly string[] States =
        ["state=running", "model=big;state=running", "state=stopped", "state=running", "state=paused", ""];

    private NaiveEvent Event(Step step, int salt)
    {
        var meter = ModelMeters.All[step.Pick(salt + 20, ModelMeters.All.Length)];
        var name = meter.Split('/');
        var letter = step.Pick(salt + 19, 40) == 0 ? "c" : "e";
        string[] dimensions = meter == "gpu/hours" ? States : ["", "", "model=big", "model=big;region=eu"];
        return new(
            $"source-{step.Pick(salt + 21, 2)}", $"{letter}{step.Pick(salt + 22, 300)}", Time(step, salt),
            name[0], name[1],
            step.Pick(salt + 23, 60) * ModelMeters.Unit(meter), dimensions[step.Pick(salt + 24, dimensions.Length)],
            step.Pick(salt + 25, 9) == 0 ? $"job {step.A % 3}: {{quantity}}" : null)
        {
            Stated = Stated(meter, step, salt),
        };
    }

    /// <summary>Mostly what the meter asks for, sometimes nothing or something else.</summary>
    private NaiveStated? Stated(string meter, Step step, int salt)
    {
        var (kind, amount) = (step.Pick(salt + 50, 10), (step.Pick(salt + 51, 40) + 1) / 40m);
        var code = kind == 9 ? "EUR" : _currency;
        return meter switch
        {
            "market/fees" => kind switch { 0 => null, 1 => new("unit", amount, code), _ => new("currency", 0, code) },
            "market/apps" when step.Pick(salt + 23, 60) > 0 => kind switch
            {
                0 => null,
                1 => new("currency", 0, code),
                < 5 => new("amount", amount, code),
                _ => new("unit", amount / 4, code),
            },
            "ai/calls" when kind == 0 => new("unit", amount, code),
            _ => null,
        };
    }

    /// <summary>Takes a use back, or replaces it; sometimes one that is not there, and sometimes once more.</summary>
    private NaiveEvent Correction(Step step)
    {
        if (step.Pick(33, 9) == 0 && _corrections.Count > 0) return _corrections[step.Pick(34, _corrections.Count)];

        var line = Model.Lines[step.Pick(35, Model.Lines.Count)].Event;
        var original = (step.Pick(36, 9) == 0 ? "nobody" : line.Id, line.Time);
        var use = new NaiveEvent(line.Source, $"c{_corrections.Count}", Now.AddSeconds(-step.Pick(37, 900)), "", "", 0)
        {
            Amends = original,
        };
        if (step.Kind == 22)
            use = use with
            {
                Service = line.Service, Meter = line.Meter, Dimensions = line.Dimensions, Stated = line.Stated,
                Quantity = step.Pick(38, 9) + (line.Stated is null ? 0 : 1),
            };
        _corrections.Add(use);
        return use;
    }

    /// <summary>Mostly lately; sometimes days ago, at the edge of a lot, or of what is taken at all.</summary>
    private DateTimeOffset Time(Step step, int salt)
    {
        var edges = Model.Funds.Where(lot => lot.Until != DateTimeOffset.MaxValue)
            .SelectMany(lot => (DateTimeOffset[])[lot.From, lot.Until])
            .Where(edge => edge <= Now).ToList();
        return step.Pick(salt + 26, 16) switch
        {
            0 when edges.Count > 0 => edges[step.Pick(salt + 27, edges.Count)].AddTicks(step.Pick(salt + 28, 3) - 1),
            1 => Now.AddMinutes(5).AddTicks(step.Pick(salt + 29, 3) - 1),
            2 => Now.AddDays(-35).AddTicks(step.Pick(salt + 30, 3) - 1),
            3 or 4 => Now.AddMinutes(-step.Pick(salt + 31, 9_000)),
            _ => Now.AddSeconds(-step.Pick(salt + 32, 9_000)),
        };
    }

    private JsonObject Json(NaiveEvent use)
    {
        var json = AppStory.Event(
            Account, use.Id, use.Time, $"{use.Service}/{use.Meter}", ModelText.Text(use.Quantity), use.Dimensions);
        json["source"] = use.Source;
        if (use.Words is { } words) json["data"]!["description"] = words;
        if (use.Stated is { } stated)
        {
            json["data"]!["currency"] = stated.Currency;
            if (stated.Kind == "unit") json["data"]!["unitPrice"] = ModelText.Text(stated.Amount);
            if (stated.Kind == "amount") json["data"]!["amount"] = ModelText.Text(stated.Amount);
        }
        if (use.Amends is var (id, time))
        {
            var original = AppStory.Event(Account, id, time, "ai/none", "0");
            original["source"] = use.Source;
            return AppStory.Correction(original, use.Id, use.Time, use.Meter.Length > 0 ? json : null);
        }
        return json;
    }

    /// <summary>A sum that people pay: whole dong and yen, whole cents.</summary>
    private decimal Whole(decimal amount) => _currency == "USD" ? Math.Round(amount, 2) : decimal.Ceiling(amount);
}
