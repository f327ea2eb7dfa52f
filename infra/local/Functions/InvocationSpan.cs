using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Functions;

/// <summary>
/// The span that the official worker makes of each invocation, under the same source and name: child of what the caller
/// sent, else the root of a trace. An orchestrator has none, because it runs again and again.
/// </summary>
internal static class InvocationSpan
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <summary>Null when nobody listens. Becomes the current one in the method that calls this.</summary>
    public static Activity? Start(Invocation invocation)
    {
        if (!Source.HasListeners() || invocation.Function.Trigger is OrchestrationTriggerAttribute) return null;

        // The web server's own activity stands for the host's request, which nothing here exports.
        Activity.Current = null;
        var span = Source.StartActivity(
            $"function {invocation.Function.Name}", ActivityKind.Internal, ParentOf(invocation.Trigger));
        span?.SetTag("faas.invocation_id", invocation.InvocationId).SetTag("faas.name", invocation.Function.Name);
        return span;
    }

    private static ActivityContext ParentOf(object trigger) =>
        trigger is HttpRequest { Headers.TraceParent: [{ } text] }
        && ActivityContext.TryParse(text, traceState: null, isRemote: true, out var parent)
            ? parent
            : default;
}
