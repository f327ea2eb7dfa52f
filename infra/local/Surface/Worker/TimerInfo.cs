namespace Microsoft.Azure.Functions.Worker;

/// <summary>One tick of a timer.</summary>
public sealed class TimerInfo
{
    /// <summary>Last and next run; null when the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when this run comes later than its schedule.</summary>
    public bool IsPastDue { get; set; }
}
