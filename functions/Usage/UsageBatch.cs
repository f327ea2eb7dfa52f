using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Billing.Platform;

namespace Billing.Usage;

/// <summary>Why a body is no batch of events at all.</summary>
public enum BatchRefusal
{
    NotUtf8 = 1,
    NotJson = 2,
    NotABatch = 3,
    NotOneEvent = 4,
    TooManyEvents = 5,
}

/// <summary>What a body is expected to hold.</summary>
public enum BatchForm
{
    /// <summary>application/cloudevents-batch+json: an array of events.</summary>
    Batch = 1,

    /// <summary>application/cloudevents+json: one event.</summary>
    Single = 2,

    /// <summary>Either, as its first character tells.</summary>
    Any = 3,
}

/// <summary>
/// Reads the CloudEvents of one body; each is read by itself, so that a bad one does not spoil the others.
/// </summary>
public static class UsageBatch
{
    public const int MaxEvents = 1_000;
    public const int MaxEventBytes = 8 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonText.MaxDepth };

    public static Outcome<IReadOnlyList<ReportedEvent>, BatchRefusal> Read(ReadOnlyMemory<byte> body, BatchForm form)
    {
        if (!Utf8.IsValid(body.Span)) return BatchRefusal.NotUtf8;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return BatchRefusal.NotJson;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array && form == BatchForm.Batch) return BatchRefusal.NotABatch;
            if (root.ValueKind != JsonValueKind.Object && form == BatchForm.Single) return BatchRefusal.NotOneEvent;
            if (root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) return BatchRefusal.NotABatch;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > MaxEvents)
                return BatchRefusal.TooManyEvents;
            return Read(body, root);
        }
    }

    private static ReportedEvent[] Read(ReadOnlyMemory<byte> body, JsonElement root)
    {
        var reader = new UsageEventReader();
        if (root.ValueKind == JsonValueKind.Object) return [Read(reader, 0, root, body)];

        var events = new ReportedEvent[root.GetArrayLength()];
        var index = 0;
        foreach (var json in root.EnumerateArray()) events[index] = Read(reader, index++, json, body);
        return events;
    }

    private static ReportedEvent Read(UsageEventReader reader, int index, JsonElement json, ReadOnlyMemory<byte> body)
    {
        var slice = Slice(body, JsonMarshal.GetRawUtf8Value(json));
        var read = reader.Read(json, out var fault, out var id, out var account);
        if (slice.Length > MaxEventBytes) (read, fault) = (null, EventFault.EventTooLarge);
        return read switch
        {
            { Correction: { } correction } => new ReportedEvent.Correcting(index, slice, correction),
            { Usage: { } usage } => new ReportedEvent.Sound(index, slice, usage),
            _ => new ReportedEvent.Faulty(index, slice, fault, id, account),
        };
    }

    /// <summary>The same bytes as a part of the body, so that nothing is copied.</summary>
    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> part)
    {
        Invariant.Holds(body.Span.Overlaps(part, out var offset), "An event's text is a part of its body");
        return body.Slice(offset, part.Length);
    }
}
