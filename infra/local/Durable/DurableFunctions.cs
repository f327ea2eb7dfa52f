using Billing.LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Durable;

/// <summary>The orchestrators and activities of an app, run inside its middleware.</summary>
internal sealed class DurableFunctions(
    IEnumerable<FunctionDescriptor> functions, FunctionInvoker invoker, IServiceScopeFactory scopes)
{
    private readonly Dictionary<string, FunctionDescriptor> _functions = functions
        .Where(function => function.Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute)
        .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public bool IsAny => _functions.Count > 0;

    public bool IsOrchestrator(string name) => Find<OrchestrationTriggerAttribute>(name) is not null;

    /// <summary>The code of an orchestrator; it lives as long as the scope.</summary>
    public Orchestrator Orchestrator(string name, IServiceProvider scope, DurableTaskClient client)
    {
        if (Find<OrchestrationTriggerAttribute>(name) is not { } function)
            return _ => Task.FromException<object?>(Missing("orchestrator", name));

        return context => InvokeAsync(function, scope, context, client, CancellationToken.None);
    }

    public AsyncServiceScope OpenScope() => scopes.CreateAsyncScope();

    public async Task<object?> RunActivityAsync(
        string name, string? input, DurableTaskClient client, CancellationToken stop)
    {
        var function = Find<ActivityTriggerAttribute>(name) ?? throw Missing("activity", name);
        await using var scope = OpenScope();
        return await InvokeAsync(function, scope.ServiceProvider, new ActivityInput(input), client, stop);
    }

    private async Task<object?> InvokeAsync(
        FunctionDescriptor function,
        IServiceProvider scope,
        object trigger,
        DurableTaskClient client,
        CancellationToken stop)
    {
        var invocation = new Invocation(function, scope, trigger, stop) { DurableClient = client };
        await invoker.InvokeAsync(invocation);
        return invocation.Result;
    }

    private FunctionDescriptor? Find<T>(string name) where T : Attribute =>
        _functions.TryGetValue(name, out var function) && function.Trigger is T ? function : null;

    private static InvalidOperationException Missing(string kind, string name) =>
        new($"The app has no {kind} of the name '{name}'.");
}

/// <summary>What an activity is called with, as JSON.</summary>
internal sealed record ActivityInput(string? Json);
