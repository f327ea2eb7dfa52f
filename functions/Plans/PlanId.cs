namespace Billing.Plans;

/// <summary>
/// Names one billing plan, its lifecycle and its covers: 26 characters of a ULID.
/// </summary>
public readonly record struct PlanId
{
    private const int Length = 26;

    private readonly string? _value;

    private PlanId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A plan id without a value was used.");

    /// <summary>When it was made, to the millisecond.</summary>
    public DateTimeOffset MadeAt => Ulid.Parse(Value).Time;

    /// <summary>Sorts the other way round: the newest first.</summary>
    public string Inverted
    {
        get
        {
            var bytes = Ulid.Parse(Value).ToByteArray();
            for (var i = 0; i < bytes.Length; i++) bytes[i] ^= byte.MaxValue;
            return new Ulid(bytes).ToString();
        }
    }

    public static bool TryParse(string? text, out PlanId id)
    {
        var wellFormed = text is { Length: Length } && Ulid.TryParse(text, out var ulid) && ulid.ToString() == text;
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static PlanId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a plan id.");

    public override string ToString() => Value;
}
