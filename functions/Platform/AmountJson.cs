using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Money;

namespace Billing.Platform;

/// <summary>{"amount":"12.5","currency":"USD"}.</summary>
public sealed class AmountJson : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var form = JsonSerializer.Deserialize<Form>(ref reader, JsonSerializerOptions.Web);
        if (!Currency.TryParse(form.Currency, out var currency)) throw new JsonException("Not a currency.");
        if (!Amount.TryParse(form.Amount, currency, out var amount)) throw new JsonException("Not an amount.");

        return amount;
    }

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToDecimalString());
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }

    private readonly record struct Form(string? Amount, string? Currency);
}
