using Billing.Platform;

namespace Billing.Ledger;

/// <summary>A paid service of the marketplace, such as ai-inference.</summary>
public readonly record struct ServiceName(string Value) : IComparable<ServiceName>
{
    public static bool TryParse(string? text, out ServiceName name)
    {
        var wellFormed = Identifier.IsWellFormed(text, 40, "-");
        name = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public static ServiceName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a service name.");

    public int CompareTo(ServiceName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>What a service measures, such as input-tokens.</summary>
public readonly record struct MeterName(string Value) : IComparable<MeterName>
{
    public static bool TryParse(string? text, out MeterName name)
    {
        var wellFormed = Identifier.IsWellFormed(text, 40, "-");
        name = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    public static MeterName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a meter name.");

    public int CompareTo(MeterName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>
/// Names a lot or a cover by what caused it (topup:…, voucher:…, plan:…), so that the same cause can never make two.
/// </summary>
public readonly record struct LotId(string Value)
{
    public override string ToString() => Value;
}
