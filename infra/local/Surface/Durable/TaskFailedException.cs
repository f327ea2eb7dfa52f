namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed, after the last of its tries.</summary>
public sealed class TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
    : Exception($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
{
    /// <summary>What was called.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>The number of the call in the history.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>What went wrong there.</summary>
    public TaskFailureDetails FailureDetails { get; } = failureDetails;
}
