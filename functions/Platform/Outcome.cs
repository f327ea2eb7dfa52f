using System.Diagnostics.CodeAnalysis;

namespace Billing.Platform;

/// <summary>
/// What a decision came to: a value, or a reason why not. A refusal is an answer, never an exception.
/// </summary>
/// <typeparam name="TReason">A refusal enum whose members start at 1 and are never renumbered.</typeparam>
public readonly struct Outcome<T, TReason>
    where TReason : struct, Enum
{
    private readonly T? _value;
    private readonly TReason _refusal;
    private readonly bool _accepted;

    private Outcome(T? value, TReason refusal, bool accepted) =>
        (_value, _refusal, _accepted) = (value, refusal, accepted);

    public static implicit operator Outcome<T, TReason>(T value) => new(value, default, accepted: true);

    public static implicit operator Outcome<T, TReason>(TReason refusal) => new(default, refusal, accepted: false);

    public bool IsAccepted([MaybeNullWhen(false)] out T value, out TReason refusal)
    {
        value = _value;
        refusal = _refusal;
        return _accepted;
    }

    public override string ToString() => _accepted ? $"accepted: {_value}" : $"refused: {_refusal}";
}
