using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Billing.Platform;

/// <summary>
/// Gives every HTTP request the id of its effect. With an Idempotency-Key the id is stored before the function runs, so
/// a retry has the same; once an answer is stored it is given again instead.
/// </summary>
public sealed class IdempotencyGate(IdempotencyTable table, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    public const string KeyHeader = "Idempotency-Key";
    public const string HitHeader = "Idempotency-Hit";
    public const int MaxKeyLength = 100;

    private static readonly string[] Methods = [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && await Answered(context.FunctionDefinition.Name, http) is { } answer)
            await http.Answer(answer);
        else
            await next(context);
    }

    /// <summary>True for the requests that a key is for: writes of a known caller.</summary>
    public static bool Concerns(HttpRequest request) =>
        request.Headers.ContainsKey(KeyHeader)
        && Array.Exists(Methods, method => HttpMethods.Equals(method, request.Method));

    private async Task<IActionResult?> Answered(string function, HttpContext http)
    {
        var now = clock.GetUtcNow();
        http.SetEffectId(EffectId.New(now));
        if (!Concerns(http.Request) || http.Request.CallerOrNull() is not { } caller) return null;

        var keys = http.Request.Headers[KeyHeader];
        if (keys is not [{ } key] || !IsKey(key))
            return Problem.Of(400, "bad_idempotency_key", $"Use 1 to {MaxKeyLength} visible ASCII characters.");

        http.Request.EnableBuffering(RawBody.DefaultMaxBytes, RawBody.DefaultMaxBytes);
        var read = await RawBody.Read(http.Request, RawBody.DefaultMaxBytes, http.RequestAborted);
        if (!read.IsAccepted(out var body, out var refusal)) return RawBody.Refuse(refusal, RawBody.DefaultMaxBytes);

        http.Request.Body.Position = 0;
        var hash = Hash($"{http.Request.Method}\n{http.Request.Path}{http.Request.QueryString}\n", body);
        var id = Hash($"{caller.Subject}\n{caller.Account}\n{function}\n{key}", []);
        var record = await table.Reserve(id, hash, http.Request.EffectId(), now, http.RequestAborted);
        if (record.RequestHash != hash)
            return Problem.Of(422, "idempotency_mismatch", $"This {KeyHeader} was used for another request.");

        if (record.Answer is { } stored) return new Replay(stored);

        http.SetEffectId(record.EffectId);
        http.Items[AnswerRecorder.RecordKey] = record;
        return null;
    }

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static string Hash(string head, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The first answer once more, marked as such.</summary>
    internal sealed class Replay(StoredAnswer answer) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.StatusCode = answer.Status;
            response.Headers[HitHeader] = "true";
            if (answer.ContentType is { } type) response.ContentType = type;
            if (answer.Location is { } location) response.Headers.Location = location;
            if (answer.Body.Length > 0) await response.Body.WriteAsync(answer.Body, context.HttpContext.RequestAborted);
        }
    }
}
