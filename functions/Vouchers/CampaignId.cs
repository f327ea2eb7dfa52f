using Billing.Platform;

namespace Billing.Vouchers;

/// <summary>Names one voucher campaign.</summary>
public readonly record struct CampaignId
{
    private readonly string? _value;

    private CampaignId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A campaign id without a value was used.");

    public static bool TryParse(string? text, out CampaignId id)
    {
        var wellFormed = EffectId.IsWellFormed(text);
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static CampaignId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a campaign id.");

    public override string ToString() => Value;
}
