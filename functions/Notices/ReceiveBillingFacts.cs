using Azure.Messaging.ServiceBus;
using Billing.Invoices;
using Billing.Plans;
using Billing.Plans.Requests;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Billing.Notices;

/// <summary>
/// Keeps what a ledger tells as a notice of its account, lists what it tells sales, documents payments and what plans
/// ask for, and wakes the lifecycle of a plan that was moved. A fact that comes twice, or late, is one notice in its
/// place and one document; waking twice is looking twice.
/// </summary>
public sealed partial class ReceiveBillingFacts(
    NoticeTable notices,
    RequestTable requests,
    InvoiceWork invoices,
    TimeProvider clock,
    ILogger<ReceiveBillingFacts> log)
{
    private const int LongestPauseMilliseconds = 5_000;

    /// <summary>
    /// Nothing renews the lock of a batch, of five minutes: what is not begun by then goes back to the queue.
    /// </summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(2);

    [Function(nameof(ReceiveBillingFacts))]
    public async Task Run(
        [ServiceBusTrigger(
            BillingFactsQueue.Name,
            Connection = "ServiceBus",
            IsSessionsEnabled = true,
            IsBatched = true,
            AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient durable,
        CancellationToken stop)
    {
        using var span = Tracing.Receive("facts.receive", messages);
        var began = clock.GetTimestamp();
        var held = new List<ServiceBusReceivedMessage>();
        foreach (var message in messages)
        {
            var body = message.Body.ToMemory();
            var read = Notice.Read(message.MessageId, message.Subject, body, message.EnqueuedTime);
            if (!read.IsAccepted(out var notice, out var refusal)) await SetAside(message, refusal, actions, stop);
            else if (clock.GetElapsedTime(began) < MaxRun && await IsDone(notice, durable, stop))
                await actions.CompleteMessageAsync(message, stop);
            else held.Add(message);
        }
        await Return(held, actions, stop);
    }

    private async Task<bool> IsDone(Notice notice, DurableTaskClient durable, CancellationToken stop)
    {
        try
        {
            if (notice.Kind == RequestFact.Kind)
                await requests.Add(RequestFact.Read(notice.Account, notice.Body), stop);
            await notices.Keep(notice, stop);
            if (PlanNews.Of(notice) is { } plan) await PlanWaker.Wake(durable, plan, stop);
            await invoices.Take(notice, stop);
            return true;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Postponed(fault, notice.Account.Value, notice.Seq);
            return false;
        }
    }

    /// <summary>Longer with each delivery: a store that is away for a moment must not use up the deliveries.</summary>
    private async Task Return(
        List<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions, CancellationToken stop)
    {
        if (messages.Count == 0) return;

        Instruments.MessagesPostponed.Add(messages.Count, Dimension.Queue(BillingFactsQueue.Name));
        var deliveries = messages.Max(message => message.DeliveryCount);
        var pause = Math.Min(LongestPauseMilliseconds, 50 << Math.Min(deliveries, 10));
        await Task.Delay(TimeSpan.FromMilliseconds(pause), clock, stop);
        foreach (var message in messages) await actions.AbandonMessageAsync(message, cancellationToken: stop);
    }

    private Task SetAside(
        ServiceBusReceivedMessage message,
        NoticeRefusal refusal,
        ServiceBusMessageActions actions,
        CancellationToken stop)
    {
        Malformed(message.MessageId, Problem.Code(refusal));
        Instruments.MessagesRejected.Add(
            1, Dimension.Queue(BillingFactsQueue.Name), Dimension.Reason(Problem.Code(refusal)));
        return actions.DeadLetterMessageAsync(
            message,
            deadLetterReason: Problem.Code(refusal),
            deadLetterErrorDescription: "The message is no fact of a ledger.",
            cancellationToken: stop);
    }

    [LoggerMessage(9003, LogLevel.Error, "Notice {Seq} of account {Account} could not be kept, or told on, yet")]
    private partial void Postponed(Exception fault, string account, long seq);

    [LoggerMessage(9004, LogLevel.Error, "The message {Message} is no fact of a ledger: {Reason}")]
    private partial void Malformed(string? message, string reason);
}
