using System.Diagnostics;
using OpenTelemetry;

namespace Billing.Platform.Telemetry;

/// <summary>
/// Takes the message of a failure out of every span: it may repeat what a caller sent. The log of the same trace says
/// why.
/// </summary>
public sealed class WordlessSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }
}
