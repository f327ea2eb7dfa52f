using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Ledger;
using Billing.Money;
using Billing.Statements;

namespace Billing.Platform;

/// <summary>
/// How answers are written: camelCase, amounts with decimal strings, times in RFC 3339 UTC, enums by name.
/// </summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Fixed();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new AmountJson());
        options.Converters.Add(new AmountSumJson());
        options.Converters.Add(new TimeJson());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TextJson<AccountId>(AccountId.TryParse));
        options.Converters.Add(new TextJson<Currency>(Currency.TryParse));
        options.Converters.Add(new TextJson<Quantity>(Quantity.TryParse));
        options.Converters.Add(new TextJson<ServiceName>(ServiceName.TryParse));
        options.Converters.Add(new TextJson<MeterName>(MeterName.TryParse));
        options.Converters.Add(new TextJson<StatementMonth>(StatementMonth.TryParse));
    }

    private static JsonSerializerOptions Fixed()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
