using System.Text;
using System.Text.Json;
using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Functions.Tests.Support;

/// <summary>Requests made by hand, and what a problem answer says.</summary>
public static class SomeRequest
{
    public static HttpRequest Json(string body, string contentType = "application/json") =>
        Bytes(Encoding.UTF8.GetBytes(body), contentType);

    public static HttpRequest Bytes(byte[] body, string? contentType = "application/json")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.ContentType = contentType;
        request.Body = new MemoryStream(body);
        return request;
    }

    public static HttpRequest Query(string query, string path = "/api/v1/things")
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        request.QueryString = new(query);
        return request;
    }

    /// <summary>Status and code of a problem, such as "422 invalid"; "-" for no problem.</summary>
    public static string Summary(this IActionResult? result) => result is ObjectResult { Value: { } value } problem
        ? $"{problem.StatusCode} {Read(value).GetProperty("code").GetString()}"
        : result is null ? "-" : result.GetType().Name;

    /// <summary>The faults of a problem as "field:code", in order.</summary>
    public static string[] Faults(this IActionResult? result) =>
        result is ObjectResult { Value: { } value } && Read(value).TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => $"{e.GetProperty("field")}:{e.GetProperty("code")}")]
            : [];

    private static JsonElement Read(object value) =>
        JsonSerializer.SerializeToElement(value, Billing.Platform.Json.Options);
}
