using System.Diagnostics;
using Billing.LocalHost.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Durable;

public sealed class HostedTests(Azurite azurite)
{
    private static readonly Type[] Functions =
        [typeof(StartListening), typeof(Say), typeof(Show), typeof(Repeat), typeof(Nap), typeof(Note)];

    private readonly Diary _diary = new();
    private readonly List<string> _seen = [];
    private readonly string _hub = $"Hub{Guid.CreateVersion7():N}";

    [Fact]
    public async Task An_orchestration_is_started_told_and_asked_by_functions()
    {
        await using var host = await StartAsync();

        await PostAsync(host, $"start/{nameof(Repeat)}/one");
        await PostAsync(host, "say/one/hello");
        await EndsAsync(host, "one", "Completed \"\\u003Chello\\u003E\"");

        Assert.Equal(["hello"], _diary.Entries);
    }

    [Fact]
    public async Task An_event_is_answered_well_within_a_second()
    {
        await using var host = await StartAsync();
        await PostAsync(host, $"start/{nameof(Repeat)}/warm");
        await PostAsync(host, "say/warm/up");
        await EndsAsync(host, "warm", "Completed \"\\u003Cup\\u003E\"");
        await PostAsync(host, $"start/{nameof(Repeat)}/one");

        var waited = Stopwatch.StartNew();
        await PostAsync(host, "say/one/hello");
        await TestHost.EventuallyAsync(() => _diary.Entries.Contains("hello"));

        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(2), $"It took {waited.Elapsed}.");
    }

    [Fact]
    public async Task Timers_go_on_after_a_restart_of_the_host()
    {
        await using (var first = await StartAsync()) await PostAsync(first, $"start/{nameof(Nap)}/one");

        await using var host = await StartAsync();

        await EndsAsync(host, "one", "Completed \"rested\"");
    }

    [Fact]
    public async Task Many_instances_are_at_work_side_by_side()
    {
        await using var host = await StartAsync();
        var gate = new TaskCompletionSource();
        _diary.Work = _ => gate.Task;

        for (var i = 0; i < 8; i++)
        {
            await PostAsync(host, $"start/{nameof(Repeat)}/i{i}");
            await PostAsync(host, $"say/i{i}/{i}");
        }

        await TestHost.EventuallyAsync(() => _diary.Entries.Count == 8);
        gate.SetResult();
        for (var i = 0; i < 8; i++) await EndsAsync(host, $"i{i}", $"Completed \"\\u003C{i}\\u003E\"");
    }

    [Fact]
    public async Task Middleware_runs_around_each_replay_and_each_activity()
    {
        await using var host = await StartAsync();
        await PostAsync(host, $"start/{nameof(Repeat)}/one");
        await PostAsync(host, "say/one/hello");
        await EndsAsync(host, "one", "Completed \"\\u003Chello\\u003E\"");

        lock (_seen)
        {
            Assert.Contains("Note", _seen);
            Assert.True(_seen.Count(name => name == "Repeat") > 1);
        }
    }

    private Task<TestHost> StartAsync()
    {
        var options = new TestHostOptions(azurite.ConnectionString)
        {
            HostJson = """{"version":"2.0","extensions":{"durableTask":{"hubName":"%Hub%"}}}""",
            Settings = new Dictionary<string, string?> { ["Hub"] = _hub },
            Configure = builder =>
            {
                builder.Services.AddSingleton(_diary);
                builder.Use(next => context =>
                {
                    lock (_seen) _seen.Add(context.FunctionDefinition.Name);
                    return next(context);
                });
            },
        };
        return TestHost.StartAsync(options, Functions);
    }

    private static async Task PostAsync(TestHost host, string path)
    {
        using var answer = await host.Http.PostAsync($"/api/{path}", null);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    private static async Task EndsAsync(TestHost host, string id, string end)
    {
        var last = "";
        await TestHost.EventuallyAsync(async () =>
            (last = await host.Http.GetStringAsync($"/api/show/{id}")).StartsWith("Completed", StringComparison.Ordinal)
            || last.StartsWith("Failed", StringComparison.Ordinal));
        Assert.Equal(end, last);
    }

    public sealed class StartListening
    {
        [Function(nameof(StartListening))]
        public async Task<IActionResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{name}/{id}")] HttpRequest request,
            string name,
            string id,
            [DurableClient] DurableTaskClient client)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                name, new StartOrchestrationOptions(id), request.HttpContext.RequestAborted);
            return new AcceptedResult();
        }
    }

    public sealed class Say
    {
        [Function(nameof(Say))]
        public async Task<IActionResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "say/{id}/{word}")] HttpRequest request,
            string id,
            string word,
            [DurableClient] DurableTaskClient client)
        {
            await client.RaiseEventAsync(id, "word", word, request.HttpContext.RequestAborted);
            return new AcceptedResult();
        }
    }

    public sealed class Show
    {
        [Function(nameof(Show))]
        public async Task<IActionResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "show/{id}")] HttpRequest request,
            string id,
            [DurableClient] DurableTaskClient client)
        {
            var instance = await client.GetInstanceAsync(id, true, request.HttpContext.RequestAborted);
            return new ContentResult
            {
                Content = $"{instance?.RuntimeStatus} {instance?.SerializedOutput}{instance?.FailureDetails}",
            };
        }
    }

    public static class Repeat
    {
        [Function(nameof(Repeat))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var word = await context.WaitForExternalEvent<string>("word");
            return await context.CallActivityAsync<string>(nameof(Note), word);
        }
    }

    public static class Nap
    {
        [Function(nameof(Nap))]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
            return "rested";
        }
    }
}
