namespace Microsoft.Azure.Functions.Worker;

/// <summary>The remembered runs of one timer, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The last run.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
