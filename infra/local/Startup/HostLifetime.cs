using Billing.LocalHost.Durable;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Storage;
using Billing.LocalHost.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Billing.LocalHost.Startup;

/// <summary>
/// The order of start and stop: storage before everything else, triggers once HTTP answers; at the end triggers first,
/// storage last.
/// </summary>
internal sealed class HostLifetime(
    HostSettings settings,
    IConfiguration configuration,
    AzuriteOwner azurite,
    QueueListeners queues,
    TimerSchedules timers,
    DurableHost durable) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        PortCheck.RefuseIfTaken(settings.HttpPort, "the development host", HostSettings.HttpPortKey);
        if (!settings.AzuriteIsExternal && configuration[HostServices.UsesDevelopmentStorage] is not null)
            await azurite.StartAsync(cancellationToken);

        await queues.PrepareAsync(cancellationToken);
        await timers.PrepareAsync(cancellationToken);
        await durable.PrepareAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        durable.Start();
        queues.Start();
        timers.Start();
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(
            queues.StopAsync(cancellationToken),
            timers.StopAsync(cancellationToken),
            durable.StopAsync(cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await azurite.DisposeAsync();
}
