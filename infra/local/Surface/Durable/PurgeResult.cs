namespace Microsoft.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult(int count)
{
    /// <summary>Instances that are gone; 0 when none was found at its end.</summary>
    public int PurgedInstanceCount { get; } = count;
}
