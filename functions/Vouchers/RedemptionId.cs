using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>Names one redemption of one code by one account; the credit that it grants is named after it.</summary>
public readonly record struct RedemptionId
{
    private readonly string? _value;

    private RedemptionId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A redemption id without a value was used.");

    public static bool TryParse(string? text, out RedemptionId id)
    {
        var wellFormed = EffectId.IsWellFormed(text);
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static RedemptionId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a redemption id.");

    public override string ToString() => Value;
}
