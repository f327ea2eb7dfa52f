using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Messaging;

/// <summary>The listeners of all queue functions.</summary>
internal sealed class QueueListeners(
    IConfiguration configuration,
    HostSettings settings,
    HostJson json,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    ILoggerFactory logs) : IDisposable
{
    private const string UsualConnection = "ServiceBus";

    private readonly List<(FunctionDescriptor Function, BusQueue Queue, QueueListener Listener)> _listeners = [];

    public void Add(IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var function in functions) Add(function);
    }

    /// <summary>Creates the queues.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        foreach (var (_, queue, _) in _listeners) await queue.EnsureCreatedAsync(stop);
    }

    public void Start() => _listeners.ForEach(listener => listener.Listener.Start());

    public Task StopAsync(CancellationToken patience) =>
        Task.WhenAll(_listeners.Select(listener => listener.Listener.StopAsync(patience)));

    public void Dispose() => _listeners.ForEach(listener => listener.Listener.Dispose());

    private void Add(FunctionDescriptor function)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        if (trigger.QueueName is not { } named)
        {
            throw new StartupRefusedException(
                $"{function.Name} listens to a topic; the development host has queues only.");
        }

        var connection = Connection(function.Name, trigger.Connection ?? UsualConnection);
        var queue = Open(function.Name, connection, SettingReference.Resolve(named, configuration, function.Name));
        var how = ListenerSettings.Of(trigger, json, settings);
        var log = logs.CreateLogger($"Function.{function.Name}");
        var faults = new FaultPlan(settings.Faults, settings.MaxDeliveryCount);
        var run = new BatchRun(function, how, new SessionStates(connection, queue.Name), invoker, scopes, log);
        var intake = new Intake(queue, how, faults, log);
        _listeners.Add((function, queue, new QueueListener(queue, how, intake, new Backlog(how, faults), run, log)));
    }

    private static BusQueue Open(string function, string connection, string queue)
    {
        try
        {
            return new QueueSet(connection).Open(queue);
        }
        catch (ArgumentException wrong)
        {
            throw new StartupRefusedException($"{function} cannot listen to '{queue}': {wrong.Message}", wrong);
        }
    }

    // The names that the Functions host tries: with its prefix, as it is, as a connection string.
    private string Connection(string function, string name)
    {
        string[] keys = [$"AzureWebJobs{name}", name, $"ConnectionStrings:{name}"];
        var values = keys.Select(key => configuration[key]);
        if (values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) is { } found) return found;

        throw new StartupRefusedException(
            configuration[$"{name}:fullyQualifiedNamespace"] is null
                ? $"{function} needs the setting '{name}' with a storage connection string."
                : $"{function} connects by {name}__fullyQualifiedNamespace; the development host needs a connection "
                    + $"string in '{name}', such as UseDevelopmentStorage=true.");
    }
}
