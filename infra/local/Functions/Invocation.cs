using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Functions;

/// <summary>One run of one function, as middleware and function see it.</summary>
internal sealed class Invocation(
    FunctionDescriptor function, IServiceProvider services, object trigger, CancellationToken stop) : FunctionContext
{
    public FunctionDescriptor Function => function;

    /// <summary>The request, the messages, the tick, an orchestrator's context or an activity's input.</summary>
    public object Trigger => trigger;

    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    public ServiceBusMessageActions? MessageActions { get; init; }

    public ServiceBusSessionMessageActions? SessionActions { get; init; }

    /// <summary>The client of the engine that runs this; null when the host has but one.</summary>
    public DurableTaskClient? DurableClient { get; init; }

    /// <summary>What the function returned; null until then and for functions that return nothing.</summary>
    public object? Result { get; set; }

    public override string InvocationId { get; } = Guid.CreateVersion7().ToString();

    public override string FunctionId => function.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override BindingContext BindingContext => new Bindings(Values);

    public override CancellationToken CancellationToken => stop;

    private sealed class Bindings(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }
}
