using System.Globalization;

namespace Billing.Simulation.Faults;

/// <summary>What becomes of one numbered call.</summary>
public enum CallMode
{
    /// <summary>The connection breaks however often it is tried; nothing is done.</summary>
    ThrowBefore = 1,

    /// <summary>It is done; the connection breaks and the answer is lost.</summary>
    ThrowAfter,

    /// <summary>It is done, the answer is lost, and no repetition of the client library gets through.</summary>
    ThrowAfterForGood,

    /// <summary>503, however often it is tried; nothing is done.</summary>
    Unavailable,

    /// <summary>It is done; the answer is 500.</summary>
    FailedButDone,

    /// <summary>412 to a condition that held; nothing is done.</summary>
    PreconditionFailed,

    /// <summary>No answer in time, however often it is tried; nothing is done.</summary>
    Hang,

    /// <summary>No answer in time; it is done later, when the caller has long gone on.</summary>
    ArrivesLate,

    /// <summary>The process dies before it is done; nothing more of it runs.</summary>
    KillBefore,

    /// <summary>The process dies once it is done; nothing more of it runs.</summary>
    KillAfter,
}

/// <summary>A fault at a call, counted from the first call of an operation.</summary>
public readonly record struct CallFault(int Number, CallMode Mode)
{
    /// <summary>As it is named on the command line: "4-KillAfter".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Mode}");

    public static CallFault? Read(string text) =>
        text.Split('-') is [var number, var mode]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Enum.TryParse<CallMode>(mode, out var known)
            ? new(at, known)
            : null;
}
