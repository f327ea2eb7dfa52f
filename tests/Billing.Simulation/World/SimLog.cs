using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;
using Microsoft.Extensions.Logging;

namespace Billing.Simulation.World;

/// <summary>
/// Reads what the app logs: a failure that the world did not bring about is a bug that something caught.
/// </summary>
public sealed class SimLog(Violations found, FaultMix faults, Agenda agenda)
{
    public void See(string category, Exception failure)
    {
        if (!Expected.IsFault(failure) || faults.AreForgotten(agenda.Now))
            found.Add($"The log of {category}", failure.ToString());
    }
}

/// <summary>The app's logger in a simulated world.</summary>
public sealed class SimLogger<T>(SimLog log) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is not null) log.See(typeof(T).Name, exception);
    }
}
