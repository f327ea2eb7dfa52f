using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Durable;

/// <summary>
/// Lets an engine work in real time: an instance that was told something at once, one whose time has come then, and
/// every few seconds whatever the tables say, should another process have written there.
/// </summary>
internal sealed partial class DurableDispatch(
    DurableEngine engine, DurableOptions options, TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _agenda = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _signal = new(0);
    private Task _loop = Task.CompletedTask;

    public void Start()
    {
        engine.Changed += OnChanged;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Ends the work where it stands: what is not committed is done again.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        engine.Changed -= OnChanged;
        await _stop.CancelAsync();
        await Task.WhenAny(EndAsync(), Task.Delay(Timeout.Infinite, patience));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _signal.Dispose();
    }

    private async Task EndAsync()
    {
        await _loop;
        await Task.WhenAll(_runs.Values);
    }

    private void OnChanged(string instance)
    {
        _agenda[instance] = DateTimeOffset.MinValue;
        _signal.Release();
    }

    private async Task LoopAsync()
    {
        var nextLook = DateTimeOffset.MinValue;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (clock.GetUtcNow() >= nextLook)
                {
                    nextLook = clock.GetUtcNow() + BetweenLooks;
                    await LookAsync(nextLook);
                }

                Dispatch();
                await WaitAsync(nextLook);
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested)
            {
                Troubled(failure);
                await Task.WhenAny(Task.Delay(AfterTrouble, clock, _stop.Token));
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
        }
    }

    private async Task LookAsync(DateTimeOffset until)
    {
        foreach (var (instance, due) in await engine.AgendaAsync(until, _stop.Token)) _agenda.TryAdd(instance, due);
    }

    private void Dispatch()
    {
        foreach (var over in _runs.Where(run => run.Value.IsCompleted).ToList()) _runs.Remove(over.Key);
        var now = clock.GetUtcNow();
        foreach (var (instance, _) in _agenda.Where(entry => entry.Value <= now).OrderBy(entry => entry.Value).ToList())
        {
            if (_runs.Count >= options.MaxConcurrentInstances) return;
            if (_runs.ContainsKey(instance) || !_agenda.TryRemove(instance, out var _)) continue;

            _runs.Add(instance, Task.Run(() => RunAsync(instance)));
        }
    }

    private async Task RunAsync(string instance)
    {
        try
        {
            if (await engine.RunAsync(instance, _stop.Token) is { } due)
                _agenda.AddOrUpdate(instance, due, (_, known) => known < due ? known : due);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What it was at is done again after the next start.
        }
        catch (Exception failure)
        {
            Failed(failure, instance);
            _agenda[instance] = clock.GetUtcNow() + AfterTrouble;
        }
        finally
        {
            _signal.Release();
        }
    }

    private async Task WaitAsync(DateTimeOffset nextLook)
    {
        var due = _agenda.Where(entry => !_runs.ContainsKey(entry.Key)).Select(entry => entry.Value);
        var isFull = _runs.Count >= options.MaxConcurrentInstances;
        var next = isFull ? nextLook : due.Append(nextLook).Min();
        var wait = next - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero) return;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var signalled = _signal.WaitAsync(over.Token);
        await Task.WhenAny(signalled, Task.Delay(wait, clock, over.Token));
        over.Cancel();
        _stop.Token.ThrowIfCancellationRequested();
        while (_signal.Wait(0, CancellationToken.None))
        {
            // Many signals are one look.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The durable instances could not be read; it is tried again")]
    private partial void Troubled(Exception failure);

    [LoggerMessage(LogLevel.Error, "The work on the durable instance {Instance} failed; it is tried again")]
    private partial void Failed(Exception failure, string instance);
}
