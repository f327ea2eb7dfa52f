using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Platform;

/// <summary>
/// A JSON object as a caller sent it. Each getter returns a value, or a default and a noted fault; Refused() then
/// answers with every fault at once. A member that no getter asked for is an unknown member.
/// </summary>
public sealed partial class RequestBody
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();

    private readonly Reading _reading;
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private RequestBody(Reading reading, JsonElement value, string path)
    {
        (_reading, _object, _path) = (reading, value, path);
        reading.Objects.Add(this);
    }

    /// <summary>Reads the body; what cannot be read is answered by Refused(), so bad input never throws.</summary>
    public static async Task<RequestBody> Read(
        HttpRequest request, CancellationToken stop, int maxBytes = RawBody.DefaultMaxBytes)
    {
        if (!IsJson(request.ContentType))
            return Unread(Problem.Of(415, "media_type", "Send application/json, encoded in UTF-8."));

        var read = await RawBody.Read(request, maxBytes, stop);
        return read.IsAccepted(out var bytes, out var refusal)
            ? Parse(bytes)
            : Unread(RawBody.Refuse(refusal, maxBytes));
    }

    /// <summary>The same strictness for JSON that is not the whole body of a request.</summary>
    public static RequestBody Parse(byte[] utf8)
    {
        if (!JsonText.TryParse(utf8, out var root, out var wrong)) return Unread(Problem.Malformed(wrong));
        return root.ValueKind == JsonValueKind.Object
            ? new(new Reading(), root, "")
            : Unread(Problem.Malformed("The body is not a JSON object."));
    }

    /// <summary>The problem answer when nothing of the body can be read; asked for before a look at storage.</summary>
    public IActionResult? Unreadable() => _reading.Unreadable;

    /// <summary>The problem answer, or null when all that was asked for is right and nothing else was sent.</summary>
    public IActionResult? Refused()
    {
        if (Unreadable() is { } problem) return problem;

        NoteUnknownMembers();
        return _reading.Faults.Any ? Problem.Invalid(_reading.Faults.Errors) : null;
    }

    /// <summary>Every fault so far, unknown members included; empty when the body could not be read at all.</summary>
    public IReadOnlyList<FieldError> Faults()
    {
        NoteUnknownMembers();
        return _reading.Faults.Errors;
    }

    /// <summary>Notes a fault that a rule of the caller's found, to be answered with the others.</summary>
    public void Fault(string name, string code, string message) => _reading.Faults.Add(_path + name, code, message);

    private static RequestBody Unread(IActionResult problem) =>
        new(new Reading { Unreadable = problem }, Empty, "");

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    private void NoteUnknownMembers()
    {
        if (_reading.Unreadable is not null || _reading.IsClosed) return;

        _reading.IsClosed = true;
        foreach (var visited in _reading.Objects)
        {
            foreach (var member in visited._object.EnumerateObject())
            {
                if (visited._known.Contains(member.Name)) continue;
                visited.Fault(member.Name, "unknown_member", "There is no such member.");
            }
        }
    }

    /// <summary>What all objects of one body share.</summary>
    private sealed class Reading
    {
        public IActionResult? Unreadable { get; init; }
        public FieldFaults Faults { get; } = new();
        public List<RequestBody> Objects { get; } = [];
        public bool IsClosed { get; set; }
    }
}
