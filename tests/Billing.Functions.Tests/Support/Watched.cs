using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Billing.Platform.Telemetry;

namespace Billing.Functions.Tests.Support;

/// <summary>One thing that was counted or measured.</summary>
public sealed record Counted(string Name, double Value, string Tags);

/// <summary>
/// Sees what is counted and which spans end in the flow of one test, from where it is made on; of what other tests do
/// at the same time it sees nothing.
/// </summary>
public sealed class Watched : IDisposable
{
    private static readonly AsyncLocal<Watched?> Here = new();

    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly bool _isEverywhere;

    /// <param name="isEverywhere">Sees all tests: for a server, whose work is not in the flow of its test.</param>
    public Watched(bool isEverywhere = false)
    {
        (_isEverywhere, Here.Value) = (isEverywhere, this);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((it, value, tags, _) => Keep(it, value, tags));
        _meters.SetMeasurementEventCallback<double>((it, value, tags, _) => Keep(it, value, tags));
        _meters.Start();
        _spans = new()
        {
            ShouldListenTo = source => source.Name == Instruments.MeterName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => IsHere
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (IsHere) Spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
    }

    public ConcurrentQueue<Counted> All { get; } = [];

    public ConcurrentQueue<Activity> Spans { get; } = [];

    private bool IsHere => Here.Value == this;

    /// <param name="tags">As "name=value name=value", in the order of the names; null for any.</param>
    public double Sum(Instrument instrument, string? tags = null) =>
        All.Where(it => it.Name == instrument.Name && (tags ?? it.Tags) == it.Tags).Sum(it => it.Value);

    public Activity Span(string name) => Assert.Single(Spans, span => span.OperationName == name);

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!IsHere && !_isEverywhere) return;

        var named = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal);
        All.Enqueue(new(instrument.Name, value, string.Join(' ', named.Select(tag => $"{tag.Key}={tag.Value}"))));
    }
}
