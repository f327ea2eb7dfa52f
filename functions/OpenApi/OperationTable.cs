using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>What each HTTP function takes and answers: one table for the whole app, composed by the modules.</summary>
public sealed class OperationTable
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Functions => _operations.Keys;

    public Operation this[string function] => _operations[function];

    /// <exception cref="InvariantException">The function is described already.</exception>
    public OperationTable Add(string function, Action<Operation> describe)
    {
        var operation = new Operation();
        describe(operation);
        Invariant.Holds(_operations.TryAdd(function, operation), $"{function} is described once");
        return this;
    }
}
