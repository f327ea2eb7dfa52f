using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Platform;

/// <summary>Why the bytes of a body cannot be had.</summary>
public enum RawBodyRefusal
{
    TooLarge = 1,
    Incomplete = 2,
}

/// <summary>Reads the bytes of a body, never more than the stated number.</summary>
public static class RawBody
{
    public const int DefaultMaxBytes = 256 * 1024;

    private const int ChunkBytes = 16 * 1024;

    public static async Task<Outcome<byte[], RawBodyRefusal>> Read(
        HttpRequest request, int maxBytes, CancellationToken stop)
    {
        if (request.ContentLength > maxBytes) return RawBodyRefusal.TooLarge;

        using var bytes = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        try
        {
            while (await request.Body.ReadAsync(chunk, stop) is > 0 and var count)
            {
                if (bytes.Length + count > maxBytes) return RawBodyRefusal.TooLarge;
                bytes.Write(chunk, 0, count);
            }
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? RawBodyRefusal.TooLarge
                : RawBodyRefusal.Incomplete;
        }

        return bytes.ToArray();
    }

    /// <summary>True for a body that says to be of that media type, whatever its parameters.</summary>
    public static bool IsOf(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && string.Equals(type.MediaType, mediaType, StringComparison.OrdinalIgnoreCase);

    public static IActionResult Refuse(RawBodyRefusal refusal, int maxBytes) => refusal switch
    {
        RawBodyRefusal.TooLarge => Problem.Of(413, "too_large", $"The body has more than {maxBytes} bytes."),
        RawBodyRefusal.Incomplete => Problem.Malformed("The body ended before its end."),
    };
}
