using System.Diagnostics;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Functions;

/// <summary>Runs a function inside the app's middleware.</summary>
internal sealed class FunctionInvoker(WorkerPipeline pipeline)
{
    private readonly FunctionExecutionDelegate _run = pipeline.Around(CallMethod);

    public async Task InvokeAsync(Invocation invocation)
    {
        using var span = InvocationSpan.Start(invocation);
        try
        {
            await _run(invocation);
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    private static async Task CallMethod(FunctionContext context)
    {
        var invocation = (Invocation)context;
        var method = invocation.Function.Method;
        var arguments = invocation.Function.Arguments.Select(source => source(invocation)).ToArray();
        var instance = method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        try
        {
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            invocation.Result = await Outcome(returned, method.ReturnType);
        }
        finally
        {
            if (instance is IAsyncDisposable slow) await slow.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> Outcome(object? returned, Type declared)
    {
        if (returned is not Task task) return returned;

        await task;
        return declared.IsGenericType ? declared.GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }
}
