using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.LocalHost.Functions;

/// <summary>The steps around every invocation, in the order in which the app added them.</summary>
internal sealed class WorkerPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate last) =>
        Enumerable.Reverse(_steps).Aggregate(last, (next, step) => step(next));
}
