using System.Net;
using Billing.LocalHost.Tests.Http;
using Billing.LocalHost.Tests.Messaging;
using Billing.LocalHost.Tests.Support;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Tests.Functions;

public sealed class WorkerPipelineTests(Azurite azurite)
{
    [Fact]
    public async Task Middleware_runs_in_the_order_in_which_it_was_added()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/results/json");

        Assert.Equal("first>chosen>last|Result|json", string.Join("|", answer.Headers.GetValues("x-way")));
    }

    [Fact]
    public async Task Middleware_may_answer_instead_of_the_function()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/results/boom?stop=1");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Middleware_sees_the_exception_of_the_function()
    {
        await using var host = await StartAsync();

        using var answer = await host.Http.GetAsync("/api/results/boom?catch=1");

        Assert.Equal((HttpStatusCode)418, answer.StatusCode);
    }

    [Fact]
    public async Task Middleware_runs_around_queue_functions_too()
    {
        var seen = new List<string>();
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton<Inbox>();
                builder.Use(next => async context =>
                {
                    await next(context);
                    seen.Add($"{context.FunctionDefinition.Name} {context.GetHttpContext() is null}");
                });
            },
        };
        await using var host = await TestHost.StartAsync(options, typeof(TakeBatch));

        await host.Sender.SendMessageAsync(new ServiceBusMessage("a"));
        await TestHost.EventuallyAsync(() => seen.Count > 0);

        Assert.Equal(["TakeBatch True"], seen);
    }

    private Task<TestHost> StartAsync()
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            Configure = builder =>
            {
                builder.UseMiddleware<First>();
                builder.UseWhen<Chosen>(context => context.FunctionDefinition.Name == "Result");
                builder.UseWhen<NeverChosen>(_ => false);
                builder.UseMiddleware<Last>();
            },
        };
        return TestHost.StartAsync(options, typeof(EachResult));
    }

    private sealed class First : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.Items["way"] = "first";
            try
            {
                await next(context);
            }
            catch (InvalidOperationException) when (context.GetHttpContext()!.Request.Query.ContainsKey("catch"))
            {
                context.GetHttpContext()!.Response.StatusCode = 418;
            }
        }
    }

    private sealed class Chosen : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.Items["way"] += ">chosen";
            return next(context);
        }
    }

    private sealed class NeverChosen : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            throw new InvalidOperationException("It was not chosen.");
    }

    private sealed class Last : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            if (http.Request.Query.ContainsKey("stop"))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            var kind = context.BindingContext.BindingData["kind"];
            http.Response.Headers["x-way"] = $"{context.Items["way"]}>last|{context.FunctionDefinition.Name}|{kind}";
            return next(context);
        }
    }
}
