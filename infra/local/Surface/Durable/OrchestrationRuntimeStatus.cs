namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It began and has not ended.</summary>
    Running,

    /// <summary>It returned.</summary>
    Completed,

    /// <summary>No longer used.</summary>
    ContinuedAsNew,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>No longer used.</summary>
    Canceled,

    /// <summary>It was ended from outside.</summary>
    Terminated,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It takes nothing in until it is resumed.</summary>
    Suspended,
}
