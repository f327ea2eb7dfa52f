using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Platform;

/// <summary>
/// Stores the answers of requests with an Idempotency-Key before they are sent. It stands around the web application,
/// because a function's result is written to the response only after the worker's middleware has returned.
/// </summary>
public sealed partial class AnswerRecorder(IdempotencyTable table, ILogger<AnswerRecorder> log) : IStartupFilter
{
    public static readonly object RecordKey = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http =>
            IdempotencyGate.Concerns(http.Request) ? Record(http, following) : following(http));
        next(app);
    };

    private async Task Record(HttpContext http, RequestDelegate following)
    {
        var outside = http.Response.Body;
        using var inside = new MemoryStream();
        http.Response.Body = inside;
        try
        {
            await following(http);
        }
        finally
        {
            http.Response.Body = outside;
        }

        if (http.Items[RecordKey] is IdempotencyRecord record && await Store(http, record, inside) is { } earlier)
        {
            await http.Answer(new IdempotencyGate.Replay(earlier));
            return;
        }

        inside.Position = 0;
        await inside.CopyToAsync(outside, http.RequestAborted);
    }

    /// <summary>
    /// Returns the answer of a twin that was first; null when this one stands. What may pass later is not stored.
    /// </summary>
    private async Task<StoredAnswer?> Store(HttpContext http, IdempotencyRecord record, MemoryStream body)
    {
        var response = http.Response;
        if (response.StatusCode is 429 or 499 or >= 500) return null;
        if (body.Length > StoredAnswer.MaxBodyBytes)
        {
            TooLarge(record.EffectId, body.Length);
            return null;
        }

        var answer = new StoredAnswer(
            response.StatusCode, response.ContentType, response.Headers.Location, body.ToArray());
        try
        {
            var standing = await table.Complete(record, answer, http.RequestAborted);
            return ReferenceEquals(standing, answer) ? null : standing;
        }
        catch (Exception failure) when (Outage.RetryAfterSeconds(failure) is not null)
        {
            NotStored(failure, record.EffectId);
            return null;
        }
    }

    [LoggerMessage(1011, LogLevel.Warning, "The answer of effect {EffectId} has {Bytes} bytes and is not kept")]
    private partial void TooLarge(string effectId, long bytes);

    [LoggerMessage(1012, LogLevel.Warning, "The answer of effect {EffectId} could not be kept; a retry runs once more")]
    private partial void NotStored(Exception failure, string effectId);
}
