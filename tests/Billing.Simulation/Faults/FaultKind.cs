namespace Billing.Simulation.Faults;

/// <summary>What goes wrong in a simulated world.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks; the store never saw the request.</summary>
    ResetBefore = 1,

    /// <summary>The store did it; the connection breaks and the answer is lost.</summary>
    ResetAfter,

    /// <summary>The store answers 503 and did nothing.</summary>
    UnavailableBefore,

    /// <summary>The store did it and answers 500.</summary>
    UnavailableAfter,

    /// <summary>The store answers 412 to a condition that held, and did nothing.</summary>
    PreconditionFailed,

    /// <summary>The client gives up waiting; the store never saw the request.</summary>
    TimeoutBefore,

    /// <summary>The client gives up waiting; the store did it.</summary>
    TimeoutAfter,

    /// <summary>The client gives up waiting; the request still arrives, up to a minute later.</summary>
    ArrivesLate,

    /// <summary>A call takes seconds.</summary>
    Slow,

    /// <summary>A page of a query ends early, with a token to go on.</summary>
    ShortPage,

    /// <summary>A process dies; it starts again with cold caches.</summary>
    Crash,

    /// <summary>The bus takes a lane away from a worker that goes on with it.</summary>
    LockLost,

    /// <summary>A message is delivered once more, perhaps much later.</summary>
    MessageTwice,

    /// <summary>The messages of a lane overtake each other.</summary>
    MessagesReordered,

    /// <summary>A message is held back for up to an hour.</summary>
    MessageDelayed,

    /// <summary>Sending to the bus fails, before or after the bus has it.</summary>
    SendFails,

    /// <summary>Settling a message fails, before or after it is settled.</summary>
    SettleFails,

    /// <summary>The payment gateway does not answer.</summary>
    GatewaySilent,

    /// <summary>Each process has a clock of its own, up to ten minutes wrong.</summary>
    ClockSkew,
}
