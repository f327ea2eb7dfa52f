namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as the app declares it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The file that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full type name and method name, joined by a dot.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Identifies the function.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name, unique over the app.</summary>
    public abstract string Name { get; }
}
