namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function at the times of a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>A six-field NCRONTAB expression in UTC, or %setting% that holds one.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Remembers the last run over restarts, so that a missed one is noticed.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Also runs each time that the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
