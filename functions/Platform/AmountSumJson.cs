using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Money;

namespace Billing.Platform;

/// <summary>{"amount":"12.5","currency":"USD"}, however large the sum is. Nobody sends sums.</summary>
public sealed class AmountSumJson : JsonConverter<AmountSum>
{
    public override AmountSum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Sums are answered, never taken.");

    public override void Write(Utf8JsonWriter writer, AmountSum value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToDecimalString());
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }
}
