using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>Names one request for a consultation about a plan.</summary>
public readonly record struct PlanRequestId
{
    private readonly string? _value;

    private PlanRequestId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A request id without a value was used.");

    public static bool TryParse(string? text, out PlanRequestId id)
    {
        var wellFormed = EffectId.IsWellFormed(text);
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static PlanRequestId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a request id.");

    public override string ToString() => Value;
}
