using System.Buffers;
using System.Text;
using System.Text.Json;
using Billing.Money;

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
        }
        json.WriteEndObject();
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

    private static void WriteModel(Utf8JsonWriter json, PriceModelName model, Quantity per)
    {
        var name = model.ToString();
        json.WriteString("model", char.ToLowerInvariant(name[0]) + name[1..]);
        json.WriteString("per", per.ToString());
    }
}

/// <summary>The price models by the names that JSON carries, in camelCase.</summary>
public enum PriceModelName
{
    PerUnit = 1,
    Graduated = 2,
    Volume = 3,
    Package = 4,
}
