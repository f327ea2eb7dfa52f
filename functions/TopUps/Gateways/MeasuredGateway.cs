using System.Diagnostics;
using Billing.Platform.Telemetry;

namespace Billing.TopUps.Gateways;

/// <summary>
/// Measures each call to a gateway and how it ended, and gives it a span: without its address, because that may be
/// signed or hold the ids of a payment.
/// </summary>
public sealed class MeasuredGateway(IPaymentGateway gateway) : IPaymentGateway
{
    private const string Ok = "ok";
    private const string Refused = "refused";
    private const string Failed = "failed";
    private const string TimedOut = "timeout";

    public PayMethod Method => gateway.Method;

    public PaymentTimes Times => gateway.Times;

    public Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop) =>
        Measure("start", () => gateway.Start(topUp, payer, stop), answer => answer switch
        {
            PaymentStart.Refused => Refused,
            PaymentStart.Unanswered it => Silence(it.Reason),
            _ => Ok,
        });

    public Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop) =>
        Measure("ask", () => gateway.Ask(topUp, stop), answer => answer switch
        {
            PaymentResult.Unanswered it => Silence(it.Reason),
            _ => Ok,
        });

    public Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop) =>
        Measure("refund", () => gateway.Refund(topUp, order, stop), answer => answer switch
        {
            RefundAnswer.Refused => Refused,
            RefundAnswer.Unanswered it => Silence(it.Reason),
            _ => Ok,
        });

    private static string Silence(string reason) => reason == TimedOut ? TimedOut : Failed;

    private async Task<T> Measure<T>(string operation, Func<Task<T>> call, Func<T, string> outcomeOf)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = Tracing.Source.StartActivity($"gateway.{operation}", ActivityKind.Client);
        var outcome = Failed;
        try
        {
            var answer = await call();
            outcome = outcomeOf(answer);
            return answer;
        }
        finally
        {
            Instruments.GatewayCalls.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                Dimension.Gateway(Method.Value), Dimension.Operation(operation), Dimension.Outcome(outcome));
            span?.SetTag("billing.gateway", Method.Value).SetTag(Tracing.Outcome, outcome);
            if (outcome is Failed or TimedOut) span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
