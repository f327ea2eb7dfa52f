using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Billing.Platform;

/// <summary>
/// What must be true whatever callers do; a breach is a bug, and stopping is better than running wrong.
/// </summary>
public static class Invariant
{
    /// <exception cref="InvariantException">The condition does not hold.</exception>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        string rule,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition) throw new InvariantException($"{rule} [{expression}]");
    }
}

/// <summary>An invariant of the ledger was broken: a bug, never a refusal.</summary>
public sealed class InvariantException(string message) : Exception(message);
