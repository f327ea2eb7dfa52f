using System.Reflection;
using Billing.LocalHost.Demo;
using Billing.LocalHost.Durable;
using Billing.LocalHost.Functions;
using Billing.LocalHost.Http;
using Billing.LocalHost.Identity;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Sandbox;
using Billing.LocalHost.Storage;
using Billing.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Billing.LocalHost.Startup;

/// <summary>The running host: finds the functions, maps what is served, starts and stops it all.</summary>
internal sealed class HostApplication(WebApplication app) : IHost, IAsyncDisposable
{
    private const int RefusedExitCode = 1;

    private Task _demo = Task.CompletedTask;

    public IServiceProvider Services => app.Services;

    private HostEntry Entry => Services.GetRequiredService<HostEntry>();

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            Compose();
            await app.StartAsync(cancellationToken);
        }
        catch (Exception refusal) when (!Entry.IsEmbedded)
        {
            var entry = Entry;
            await DisposeAsync();
            Refuse(entry, refusal);
            return;
        }

        Entry.IsRunning = true;
        if (!Entry.IsEmbedded) Greet();
    }

    /// <summary>Says why the host does not start, and ends the process.</summary>
    public static void Refuse(HostEntry entry, Exception refusal)
    {
        entry.Errors.WriteLine($"The host did not start. {Explain(refusal)}");
        entry.Exit(RefusedExitCode);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await app.StopAsync(cancellationToken);
        await _demo;
    }

    // Azurite first: a start that failed half-way leaves it running.
    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<AzuriteOwner>().DisposeAsync();
        await app.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Compose()
    {
        var types = Entry.FunctionTypes ?? (Entry.Functions ?? Assembly.GetEntryAssembly()!).GetExportedTypes();
        var functions = FunctionCatalog.Discover(types);
        Services.GetRequiredService<QueueListeners>().Add(Triggered<ServiceBusTriggerAttribute>(functions));
        Services.GetRequiredService<TimerSchedules>().Add(Triggered<TimerTriggerAttribute>(functions));
        Services.GetRequiredService<DurableHost>().Add(functions);

        var http = Triggered<HttpTriggerAttribute>(functions);
        StartPage.Use(app, http);
        app.UseRouting();
        HttpFunctions.Map(app, http);
        DevTokens.Map(app);
        Sandboxes.Map(app);
    }

    private static List<FunctionDescriptor> Triggered<T>(IEnumerable<FunctionDescriptor> functions) =>
        [.. functions.Where(function => function.Trigger is T)];

    private void Greet()
    {
        var settings = Services.GetRequiredService<HostSettings>();
        string[] arguments = [.. Entry.Arguments];
        if (arguments is not ["demo", .. var rest])
        {
            Console.WriteLine(ReadyBlock.Text(settings, Services));
            return;
        }

        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        _demo = RunDemoAsync(new Uri(settings.BaseAddress), rest, lifetime);
    }

    private static async Task RunDemoAsync(Uri baseAddress, string[] arguments, IHostApplicationLifetime lifetime)
    {
        try
        {
            Environment.ExitCode = await DemoCommand.Run(baseAddress, arguments, lifetime.ApplicationStopping);
        }
        catch (Exception failure)
        {
            var why = failure is OperationCanceledException ? "It was stopped." : failure.ToString();
            await Console.Error.WriteLineAsync($"The demo failed. {why}");
            Environment.ExitCode = RefusedExitCode;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private static string Explain(Exception refusal) => refusal switch
    {
        StartupRefusedException refused => refused.Message,
        OperationCanceledException => "It was stopped before it was ready.",
        OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures),
        _ => refusal.ToString(),
    };
}
