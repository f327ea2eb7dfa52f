using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Support;

/// <summary>
/// Holds every call that a test makes against the description of the API: an answer with a status, a problem code or a
/// member that is not described fails the test, and so does a request that was taken although the description forbids
/// it.
/// </summary>
public sealed class DescribedCalls(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri is { } address && address.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal))
        {
            var faults = await Faults(request, answer, cancellationToken);
            Assert.True(
                faults.Count == 0,
                $"{request.Method} {address.AbsolutePath} {(int)answer.StatusCode}: {string.Join("; ", faults)}");
        }

        return answer;
    }

    private static async Task<IReadOnlyList<string>> Faults(
        HttpRequestMessage request, HttpResponseMessage answer, CancellationToken stop)
    {
        var status = (int)answer.StatusCode;
        if (DescribedOperation.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is not { } operation)
            return status is 404 or 405 ? [] : ["this operation is not described"];
        if (operation.Answer(status) is not { } described) return ["this status is not described"];

        List<string> faults = [.. await AnswerFaults(answer, described, stop)];
        if (answer.IsSuccessStatusCode) faults.AddRange(await RequestFaults(request, operation, stop));
        return faults;
    }

    private static async Task<IReadOnlyList<string>> AnswerFaults(
        HttpResponseMessage answer, JsonObject described, CancellationToken stop)
    {
        if (described["content"] is not JsonObject contents) return [];
        var mediaType = answer.Content.Headers.ContentType?.MediaType ?? "none";
        if (contents[mediaType] is not JsonObject content) return [$"the media type {mediaType} is not described"];
        if (mediaType is not (Json or Problem) || content["schema"] is not JsonObject schema) return [];
        if ((int)answer.StatusCode is 429 or 503 && mediaType == Problem && answer.Headers.RetryAfter is null)
            return ["says not when to come again"];

        await answer.Content.LoadIntoBufferAsync(stop);
        return DescribedOperation.Check.Faults(
            JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(stop)), schema);
    }

    /// <summary>What was taken has a described query and, where it is JSON, a body that fits.</summary>
    private static async Task<IReadOnlyList<string>> RequestFaults(
        HttpRequestMessage request, DescribedOperation operation, CancellationToken stop)
    {
        List<string> faults = [.. operation.UnknownQuery(request.RequestUri!.Query)];
        if (operation.Body is not { } schema || !IsJson(request.Content?.Headers.ContentType)) return faults;

        var sent = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(stop));
        faults.AddRange(DescribedOperation.Check.Faults(sent, schema).Select(fault => $"was sent and taken: {fault}"));
        return faults;
    }

    private static bool IsJson(MediaTypeHeaderValue? type) => type?.MediaType == Json;
}
