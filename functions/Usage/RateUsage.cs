using Azure.Messaging.ServiceBus;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Usage;

/// <summary>
/// Takes reported usage from the queue and charges it. A message is completed only after every account in it is
/// committed; an account that fails holds back its own messages alone.
/// </summary>
public sealed partial class RateUsage(UsageCharging charging, TimeProvider clock, ILogger<RateUsage> log)
{
    private const int MaxAccountsAtOnce = 8;
    private const int LongestPauseMilliseconds = 5_000;

    /// <summary>
    /// Nothing renews the lock of a batch, of five minutes: what is not begun by then goes back to the queue.
    /// </summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(2);

    [Function(nameof(RateUsage))]
    public async Task Run(
        [ServiceBusTrigger(
            UsageQueue.Name,
            Connection = "ServiceBus",
            IsSessionsEnabled = true,
            IsBatched = true,
            AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken stop)
    {
        using var span = Tracing.Receive("usage.rate", messages);
        var readable = new List<(ServiceBusReceivedMessage Message, IReadOnlyList<ReportedEvent> Events)>();
        foreach (var message in messages)
        {
            if (UsageBatch.Read(message.Body.ToMemory(), BatchForm.Any).IsAccepted(out var events, out var refusal))
                readable.Add((message, events));
            else await SetAside(message, refusal, actions, stop);
        }

        var failed = await Charge(readable.SelectMany(it => it.Events), stop);
        var held = readable.ToLookup(it => it.Events.Any(usage => failed.Contains(usage.Account)), it => it.Message);
        foreach (var message in held[false]) await actions.CompleteMessageAsync(message, stop);
        await Return([.. held[true]], actions, stop);
    }

    /// <returns>The accounts that could not be charged now.</returns>
    private async Task<HashSet<AccountId>> Charge(IEnumerable<ReportedEvent> events, CancellationToken stop)
    {
        var failed = new HashSet<AccountId>();
        var began = clock.GetTimestamp();
        await AtOnce.ForEach(events.GroupBy(it => it.Account), MaxAccountsAtOnce, ChargeOne, stop);
        return failed;

        async Task ChargeOne(IGrouping<AccountId, ReportedEvent> account, CancellationToken token)
        {
            if (clock.GetElapsedTime(began) < MaxRun && await IsCharged(account, token)) return;

            lock (failed) failed.Add(account.Key);
        }
    }

    private async Task<bool> IsCharged(IGrouping<AccountId, ReportedEvent> account, CancellationToken stop)
    {
        try
        {
            await charging.Charge(account.Key, account, stop);
            return true;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Postponed(fault, account.Key);
            return false;
        }
    }

    private Task SetAside(
        ServiceBusReceivedMessage message,
        BatchRefusal refusal,
        ServiceBusMessageActions actions,
        CancellationToken stop)
    {
        Malformed(message.MessageId, Problem.Code(refusal));
        Instruments.MessagesRejected.Add(
            1, Dimension.Queue(UsageQueue.Name), Dimension.Reason(Problem.Code(refusal)));
        return actions.DeadLetterMessageAsync(
            message,
            deadLetterReason: Problem.Code(refusal),
            deadLetterErrorDescription: "The body is no CloudEvents batch of usage.",
            cancellationToken: stop);
    }

    /// <summary>
    /// Longer with each delivery: a store that is away for a moment must not use up the deliveries.
    /// </summary>
    private async Task Return(
        IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions, CancellationToken stop)
    {
        if (messages.Count == 0) return;

        Instruments.MessagesPostponed.Add(messages.Count, Dimension.Queue(UsageQueue.Name));
        var deliveries = messages.Max(message => message.DeliveryCount);
        var pause = Math.Min(LongestPauseMilliseconds, 50 << Math.Min(deliveries, 10));
        await Task.Delay(TimeSpan.FromMilliseconds(pause), clock, stop);
        foreach (var message in messages) await actions.AbandonMessageAsync(message, cancellationToken: stop);
    }

    [LoggerMessage(5001, LogLevel.Error, "Usage of account {Account} could not be charged yet")]
    private partial void Postponed(Exception fault, AccountId account);

    [LoggerMessage(5002, LogLevel.Error, "The message {Message} is no batch of usage: {Reason}")]
    private partial void Malformed(string? message, string reason);
}
