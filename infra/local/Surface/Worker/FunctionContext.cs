namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of one function.</summary>
public abstract class FunctionContext
{
    /// <summary>Identifies the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Identifies the function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The services of this invocation: one scope each.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and function hand to one another.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the trigger brought along.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Asks the invocation to stop.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
