using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Tests.Functions;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void A_name_used_twice_is_refused_with_both_places() =>
        Refused([typeof(Good), typeof(Again)], "Two functions have the name", "+Good.Run", "+Again.Run");

    [Theory]
    [InlineData(typeof(UnknownService), "IDisposable service", "nothing delivers that type")]
    [InlineData(typeof(NoSuchRouteValue), "Int32 other", "has no value of that name")]
    [InlineData(typeof(OddRouteValue), "Uri id", "a simple type")]
    [InlineData(typeof(WrongTriggerType), "String body", "delivers ServiceBusReceivedMessage")]
    [InlineData(typeof(BatchNotDeclared), "messages", "delivers ServiceBusReceivedMessage")]
    [InlineData(typeof(SessionNotDeclared), "ServiceBusSessionMessageActions session", "nothing delivers that type")]
    [InlineData(typeof(WrongContext), "String name", "delivers TaskOrchestrationContext")]
    [InlineData(typeof(ClientNotDeclared), "DurableTaskClient client", "nothing delivers that type")]
    [InlineData(typeof(TwoTriggers), "TwoTriggers.Run", "has 2 triggers")]
    [InlineData(typeof(NoTrigger), "NoTrigger.Run", "has 0 triggers")]
    [InlineData(typeof(TextResult), "returns String", "Task<IActionResult>")]
    [InlineData(typeof(QueueResult), "returns Task`1", "Task or nothing")]
    public void What_could_not_run_is_refused_by_name(Type type, string what, string why) => Refused([type], what, why);

    [Fact]
    public void Only_methods_with_a_function_name_are_functions() =>
        Assert.Equal("Good", Assert.Single(FunctionCatalog.Discover([typeof(Good), typeof(string)])).Name);

    private static void Refused(Type[] types, params string[] parts)
    {
        var refusal = Assert.Throws<StartupRefusedException>(() => FunctionCatalog.Discover(types));

        Assert.All(parts, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    public sealed class Good
    {
        [Function("Good")]
        public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo tick) => Other(tick);

        public void Other(TimerInfo tick) => ArgumentNullException.ThrowIfNull(tick);
    }

    public sealed class Again
    {
        [Function("good")]
        public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo tick)
        {
        }
    }

    public sealed class UnknownService
    {
        [Function("F")]
        public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo tick, IDisposable service)
        {
        }
    }

    public sealed class NoSuchRouteValue
    {
        [Function("F")]
        public void Run([HttpTrigger(Route = "a/{id}")] HttpRequest request, int other)
        {
        }
    }

    public sealed class OddRouteValue
    {
        [Function("F")]
        public void Run([HttpTrigger(Route = "a/{id}")] HttpRequest request, Uri id)
        {
        }
    }

    public sealed class WrongTriggerType
    {
        [Function("F")]
        public void Run([ServiceBusTrigger("q")] string body)
        {
        }
    }

    public sealed class BatchNotDeclared
    {
        [Function("F")]
        public void Run([ServiceBusTrigger("q")] ServiceBusReceivedMessage[] messages)
        {
        }
    }

    public sealed class SessionNotDeclared
    {
        [Function("F")]
        public void Run(
            [ServiceBusTrigger("q")] ServiceBusReceivedMessage message, ServiceBusSessionMessageActions session)
        {
        }
    }

    public static class WrongContext
    {
        [Function("F")]
        public static void Run([OrchestrationTrigger] string name)
        {
        }
    }

    public sealed class ClientNotDeclared
    {
        [Function("F")]
        public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo tick, DurableTaskClient client)
        {
        }
    }

    public sealed class TwoTriggers
    {
        [Function("F")]
        public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo tick, [HttpTrigger] HttpRequest request)
        {
        }
    }

    public sealed class NoTrigger
    {
        [Function("F")]
        public void Run()
        {
        }
    }

    public sealed class TextResult
    {
        [Function("F")]
        public string Run([HttpTrigger] HttpRequest request) => request.Method;
    }

    public sealed class QueueResult
    {
        [Function("F")]
        public Task<IActionResult> Run([ServiceBusTrigger("q")] ServiceBusReceivedMessage message) =>
            Task.FromResult<IActionResult>(new OkResult());
    }
}
