namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the worker speaks to its host.</summary>
public class WorkerOptions
{
    /// <summary>What the worker tells the host that it can do; the development host heeds none of it.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>();
}
