namespace Microsoft.DurableTask;

/// <summary>How a new instance starts: under which id, and when.</summary>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null);
