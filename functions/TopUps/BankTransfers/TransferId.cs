using Billing.Platform;

namespace Billing.TopUps.BankTransfers;

/// <summary>The bank's own id of a transfer, as the statement of account prints it.</summary>
public readonly record struct TransferId
{
    public const int MaxLength = 100;

    private readonly string? _value;

    private TransferId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A transfer id without a value was used.");

    /// <summary>True for letters and digits, and _ - . : after the first.</summary>
    public static bool TryParse(string? text, out TransferId id)
    {
        var wellFormed = Identifier.IsWellFormed(text, MaxLength, "_-.:");
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not the form of an id.</exception>
    public static TransferId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a transfer id.");

    public override string ToString() => Value;
}
