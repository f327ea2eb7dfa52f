using System.Security.Cryptography;
using System.Text;

namespace Billing.Invoices;

/// <summary>
/// Names one document: a ULID of the moment and the name of what brought it about, so that the same cause never makes
/// two, and whoever knows the cause knows the document.
/// </summary>
public readonly record struct DocumentId
{
    private const int Length = 26;
    private const int RandomBytes = 10;

    private readonly string? _value;

    private DocumentId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A document id without a value was used.");

    /// <summary>When its cause was, to the millisecond.</summary>
    public DateTimeOffset At => Ulid.Parse(Value).Time;

    /// <summary>Sorts the other way round: the newest first.</summary>
    public string Inverted => Platform.NewestFirst.Invert(Value);

    public static DocumentId Of(DocumentCause cause) => new(Ulid.NewUlid(
        cause.At, SHA256.HashData(Encoding.UTF8.GetBytes(cause.Name)).AsSpan(0, RandomBytes)).ToString());

    public static bool TryParse(string? text, out DocumentId id)
    {
        var wellFormed = text is { Length: Length } && Ulid.TryParse(text, out var ulid) && ulid.ToString() == text;
        id = wellFormed ? new(text!) : default;
        return wellFormed;
    }

    /// <exception cref="FormatException">Not a ULID in capital letters.</exception>
    public static DocumentId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a document id.");

    public override string ToString() => Value;
}
