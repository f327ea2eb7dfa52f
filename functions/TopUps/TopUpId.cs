namespace Billing.TopUps;

/// <summary>
/// Names one top-up and the quote that it was made from: 26 characters of a ULID; gateways know it as our reference.
/// </summary>
public readonly record struct TopUpId
{
    private const int Length = 26;

    private readonly string? _value;

    private TopUpId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A top-up id without a value was used.");

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

    public static bool TryParse(string? text, out TopUpId id)
    {
        var wellFormed = text is { Length: Length } && Ulid.TryParse(text, out var ulid) && ulid.ToString() == text;
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static TopUpId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a top-up id.");

    public override string ToString() => Value;
}
