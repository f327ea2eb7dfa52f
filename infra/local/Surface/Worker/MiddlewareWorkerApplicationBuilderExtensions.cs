using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds middleware classes to the worker.</summary>
public static class MiddlewareWorkerApplicationBuilderExtensions
{
    /// <summary>Runs the middleware around every invocation.</summary>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.TryAddSingleton<T>();
        return builder.Use(next => context => Middleware<T>(context).Invoke(context, next));
    }

    /// <summary>Runs the middleware around the invocations that the predicate picks.</summary>
    public static IFunctionsWorkerApplicationBuilder UseWhen<T>(
        this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.TryAddSingleton<T>();
        return builder.Use(next => context =>
            predicate(context) ? Middleware<T>(context).Invoke(context, next) : next(context));
    }

    private static T Middleware<T>(FunctionContext context) where T : class, IFunctionsWorkerMiddleware =>
        context.InstanceServices.GetRequiredService<T>();
}
