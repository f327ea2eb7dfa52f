using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>What an event of usage is for.</summary>
internal enum EventKind
{
    Usage = 1,
    Void = 2,
    Amend = 3,
}

/// <summary>What an event came to be read as: a use, or a void or an amendment.</summary>
internal sealed record EventRead(UsageEvent? Usage, Correction? Correction);

/// <summary>The data of an event: a use, except in a void, and the original, except in a use.</summary>
internal sealed record EventData(UsageData? Use, OriginalEvent? Original);

/// <summary>What a usage event says beside its envelope.</summary>
internal sealed record UsageData(
    ServiceName Service,
    MeterName Meter,
    Quantity Quantity,
    Dimensions Dimensions,
    string? Description,
    StatedPrice? Stated)
{
    public UsageEvent At(string source, string id, AccountId account, DateTimeOffset time, string amends) => new(
        source, id, account, time, Service, Meter, Quantity, Dimensions, Description, Stated, amends);
}

/// <summary>
/// Reads the data of usage events strictly. A number's digits are read as text, never through floating point.
/// </summary>
internal sealed class UsageDataReader
{
    public const int MaxDescriptionLength = 200;

    /// <summary>10^12 units: beyond any meter, and small enough that a month of them can be counted.</summary>
    public static readonly Quantity MaxQuantity = Quantity.Of(1_000_000_000_000);

    private const int MaxNameLength = 40;
    private const int MaxDimensionLength = Pricing.Dimensions.MaxLength;

    private ServiceName _service = new("");
    private MeterName _meter = new("");
    private string _description = "";

    public EventData? Read(JsonElement json, EventKind kind, out EventFault fault)
    {
        fault = EventFault.DataInvalid;
        if (json.ValueKind != JsonValueKind.Object) return null;
        if (!Members.TryOpen(json, kind, out var members, out fault)) return null;

        var original = kind == EventKind.Usage ? null : OriginalReading.Of(members.Original);
        if (kind != EventKind.Usage && original is null)
        {
            fault = EventFault.OriginalInvalid;
            return null;
        }
        if (kind == EventKind.Void) return new(null, original);
        return Read(members, out fault) is { } use ? new(use, original) : null;
    }

    private UsageData? Read(in Members members, out EventFault fault)
    {
        if (Service(members.Service) is not { } service) return Fault(EventFault.ServiceInvalid, out fault);
        if (Meter(members.Meter) is not { } meter) return Fault(EventFault.MeterInvalid, out fault);
        if (Digits(members.Quantity) is not { } quantity) return Fault(EventFault.QuantityInvalid, out fault);
        if (quantity < Quantity.Zero || quantity > MaxQuantity) return Fault(EventFault.QuantityOutOfRange, out fault);
        if (Dimensions(members.Dimensions) is not { } dimensions) return Fault(EventFault.DimensionsInvalid, out fault);
        if (!TryDescription(members.Description, out var words)) return Fault(EventFault.DescriptionInvalid, out fault);

        if (!members.Money.TryRead(quantity, out var stated, out fault)) return null;

        return new(service, meter, quantity, dimensions, words, stated);
    }

    private static UsageData? Fault(EventFault found, out EventFault fault)
    {
        fault = found;
        return null;
    }

    private ServiceName? Service(JsonElement json)
    {
        if (JsonTexts.Are(json, _service.Value)) return _service;
        return JsonTexts.TryText(json, MaxNameLength, out var text) && ServiceName.TryParse(text, out var name)
            ? _service = name
            : null;
    }

    private MeterName? Meter(JsonElement json)
    {
        if (JsonTexts.Are(json, _meter.Value)) return _meter;
        return JsonTexts.TryText(json, MaxNameLength, out var text) && MeterName.TryParse(text, out var name)
            ? _meter = name
            : null;
    }

    private static Quantity? Digits(JsonElement json) =>
        JsonTexts.TryDigits(json, out var text) && Quantity.TryParse(text, out var quantity) ? quantity : null;

    private static Dimensions? Dimensions(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return Pricing.Dimensions.None;
        if (json.ValueKind != JsonValueKind.Object) return null;

        var pairs = new List<(string Name, string Value)>();
        foreach (var member in json.EnumerateObject())
        {
            if (JsonTexts.Name(member) is not { } name || !IsSound(name)) return null;
            if (!JsonTexts.TryText(member.Value, MaxDimensionLength, out var value) || !IsSound(value)) return null;
            if (pairs.Count == Pricing.Dimensions.MaxCount || pairs.Exists(pair => pair.Name == name)) return null;
            pairs.Add((name, value));
        }
        return Pricing.Dimensions.Of(pairs);
    }

    private static bool IsSound(string text) =>
        text.Length is > 0 and <= MaxDimensionLength && FieldFaults.IsCleanText(text);

    private bool TryDescription(JsonElement json, out string? description)
    {
        description = null;
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return true;
        if (JsonTexts.Are(json, _description)) description = _description;
        else if (JsonTexts.TryText(json, MaxDescriptionLength, out var text) && text.Length > 0)
            description = _description = text;
        return description is not null;
    }

    private struct Members
    {
        public JsonElement Service;
        public JsonElement Meter;
        public JsonElement Quantity;
        public JsonElement Dimensions;
        public JsonElement Description;
        public StatedMoney Money;
        public JsonElement Original;

        public static bool TryOpen(JsonElement json, EventKind kind, out Members members, out EventFault fault)
        {
            (members, fault) = (default, EventFault.MemberRepeated);
            foreach (var member in json.EnumerateObject())
            {
                bool? once = JsonTexts.Name(member) switch
                {
                    "original" when kind != EventKind.Usage => JsonTexts.Set(ref members.Original, member.Value),
                    _ when kind == EventKind.Void => null,
                    "service" => JsonTexts.Set(ref members.Service, member.Value),
                    "meter" => JsonTexts.Set(ref members.Meter, member.Value),
                    "quantity" => JsonTexts.Set(ref members.Quantity, member.Value),
                    "dimensions" => JsonTexts.Set(ref members.Dimensions, member.Value),
                    "description" => JsonTexts.Set(ref members.Description, member.Value),
                    var name => members.Money.Take(name, member.Value),
                };
                if (once is null) fault = EventFault.MemberUnknown;
                if (once is not true) return false;
            }
            return true;
        }
    }
}
