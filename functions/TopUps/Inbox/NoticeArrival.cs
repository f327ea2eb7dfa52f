using Billing.Platform.Telemetry;

namespace Billing.TopUps.Inbox;

/// <summary>Counts one notice that arrived by what became of it; one whose end nobody tells has failed.</summary>
public sealed class NoticeArrival(PayMethod method) : IDisposable
{
    private string _outcome = "failed";

    public void IsUnsigned() => _outcome = "unsigned";

    public void Became(NoticeOutcome outcome) =>
        _outcome = outcome == NoticeOutcome.Repeated ? "repeated" : "taken";

    public void Dispose() =>
        Instruments.GatewayNotices.Add(1, Dimension.Gateway(method.Value), Dimension.Outcome(_outcome));
}
