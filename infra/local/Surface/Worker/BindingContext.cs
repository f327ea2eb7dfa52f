namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger of an invocation brought along.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name; for an HTTP function its route values.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
