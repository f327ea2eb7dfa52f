using System.Globalization;
using System.Text.Json;

namespace Billing.LocalHost.Demo;

/// <summary>What was sent: attempts that the API accepted, and how many of them repeated an earlier event.</summary>
public sealed record SentUsage(int Accepted, int Repeated);

/// <summary>
/// Reports a trace to the API in batches, a few at a time, and sends three in a hundred events a second time.
/// </summary>
public sealed class UsageSender(BillingClient api, string token)
{
    public const string Source = "demo/ai-inference";
    public const int BatchSize = 500;

    private const int RepeatedPercent = 3;
    private const int BatchesAtOnce = 4;

    public async Task<SentUsage> Send(
        string account, IReadOnlyList<TraceEvent> events, Action<int> progress, CancellationToken stop)
    {
        var repeated = events.Where(IsRepeated).ToList();
        var accepted = 0;
        await Parallel.ForEachAsync(
            events.Concat(repeated).Chunk(BatchSize),
            new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = stop },
            async (batch, cancelled) =>
            {
                var count = await api.ReportUsage(Batch(account, batch), token, cancelled);
                progress(Interlocked.Add(ref accepted, count));
            });
        return new(accepted, repeated.Count);
    }

    /// <summary>One CloudEvents batch as the usage endpoint takes it.</summary>
    public static byte[] Batch(string account, IEnumerable<TraceEvent> events)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var e in events) Write(json, account, e);
            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    /// <summary>Whether the event is sent twice; ids end in hex digits of a hash.</summary>
    public static bool IsRepeated(TraceEvent e) =>
        int.Parse(
            e.Id.AsSpan(e.Id.Length - 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100 < RepeatedPercent;

    private static void Write(Utf8JsonWriter json, string account, TraceEvent e)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", e.Id);
        json.WriteString("source", Source);
        json.WriteString("type", "ai.usage");
        json.WriteString("subject", account);
        json.WriteString("time", e.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("data");
        json.WriteString("service", DemoPrices.Service);
        json.WriteString("meter", e.Meter);
        json.WriteNumber("quantity", e.Tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
