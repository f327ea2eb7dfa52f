using System.Buffers;
using System.Text;
using System.Text.Json;
using Billing.Money;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>Writes price terms as JSON, always in the same form: equal terms have equal texts.</summary>
public static class PriceTermsJson
{
    public static string Text(PriceTerms terms)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, terms);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static bool AreSame(PriceTerms a, PriceTerms b) => Text(a) == Text(b);

    /// <summary>Writes the members of the terms into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, PriceTerms terms)
    {
        json.WriteString("validFrom", terms.ValidFrom.UtcDateTime);
        json.WriteString("description", terms.Description);
        if (terms.Rule.RoundUpTo is { } quantum) json.WriteString("roundUpTo", quantum.ToString());
        if (terms.Rule.MinimumQuantity is { IsZero: false } min) json.WriteString("minimumQuantity", min.ToString());
        if (terms.Rule.MinimumCharge is { } charge) json.WriteString("minimumCharge", charge.ToDecimalString());
        if (terms.States is { } states) Write(json, states);
        json.WriteStartArray("prices");
        foreach (var option in terms.Options) Write(json, option);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PriceOption option)
    {
        json.WriteStartObject();
        if (option.When.Count > 0) WriteWhen(json, option.When);
        switch (option.Model)
        {
            case PriceModel.PerUnit perUnit:
                WriteRate(json, PriceModelName.PerUnit, perUnit.Rate);
                break;
            case PriceModel.Package package:
                WriteRate(json, PriceModelName.Package, package.Rate);
                break;
            case PriceModel.Graduated graduated:
                WriteTiers(json, PriceModelName.Graduated, graduated.Tiers);
                break;
            case PriceModel.Volume volume:
                WriteTiers(json, PriceModelName.Volume, volume.Tiers);
                break;
            case PriceModel.Percentage share:
                WriteModel(json, PriceModelName.Percentage);
                json.WriteNumber("basisPoints", share.BasisPoints);
                break;
            case PriceModel.CallerPriced { Limits: var limits }:
                WriteModel(json, PriceModelName.CallerPriced, limits.Per);
                if (limits.MaxUnitPrice is { } unit) json.WriteString("maxUnitPrice", unit.ToDecimalString());
                if (limits.MaxAmount is { } most) json.WriteString("maxAmount", most.ToDecimalString());
                break;
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StateFilter states)
    {
        json.WriteStartObject("states");
        json.WriteString("dimension", states.Dimension);
        WriteTexts(json, "billed", states.Billed);
        if (!states.Free.IsEmpty) WriteTexts(json, "free", states.Free);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteWhen(Utf8JsonWriter json, Dimensions when)
    {
        json.WriteStartArray("when");
        foreach (var (name, value) in when.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRate(Utf8JsonWriter json, PriceModelName model, Rate rate)
    {
        WriteModel(json, model, rate.Per);
        json.WriteString("price", rate.Price.ToDecimalString());
    }

    private static void WriteTiers(Utf8JsonWriter json, PriceModelName model, Tiers tiers)
    {
        WriteModel(json, model, tiers.Per);
        json.WriteStartArray("tiers");
        foreach (var step in tiers.Steps)
        {
            json.WriteStartObject();
            if (step.UpTo is { } end) json.WriteString("upTo", end.ToString());
            json.WriteString("price", step.Price.ToDecimalString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteModel(Utf8JsonWriter json, PriceModelName model, Quantity? per = null)
    {
        json.WriteString("model", EnumText.Format(model));
        if (per is { } quantity) json.WriteString("per", quantity.ToString());
    }
}

/// <summary>The price models by the names that JSON carries, in camelCase.</summary>
public enum PriceModelName
{
    PerUnit = 1,
    Graduated = 2,
    Volume = 3,
    Package = 4,
    Percentage = 5,
    CallerPriced = 6,
}
