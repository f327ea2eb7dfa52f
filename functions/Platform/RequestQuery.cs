using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Platform;

/// <summary>
/// The query of a list: its filters and its page. Getters note faults as those of a body do; none is required.
/// </summary>
public sealed class RequestQuery(HttpRequest request)
{
    private const int MaxValueLength = 200;
    private const string LimitName = "limit";
    private const string CursorName = "cursor";

    private readonly FieldFaults _faults = new();
    private readonly SortedDictionary<string, string> _filters = new(StringComparer.Ordinal);
    private bool _badCursor;

    public string? OptionalText(string name, int max) => Sent(name, max);

    public T? OptionalValue<T>(string name, TryParse<T> parse, string what)
        where T : struct
    {
        if (Sent(name, MaxValueLength) is not { } text) return null;
        if (parse(text, out var value)) return value;

        Fault(name, "invalid", $"This is not {what}.");
        return null;
    }

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum =>
        OptionalValue<T>(name, EnumText.TryParse, EnumText.Choices<T>());

    public DateTimeOffset? OptionalTime(string name) =>
        OptionalValue<DateTimeOffset>(name, Rfc3339.TryParse, "a time of RFC 3339, such as 2026-11-22T09:00:00Z");

    public void Fault(string name, string code, string message) => _faults.Add(name, code, message);

    /// <summary>Ask for it last: the cursor is bound to the path and to every filter asked for before.</summary>
    public Page Page()
    {
        var cursor = First(CursorName);
        var limit = Limit();
        var scope = new StringBuilder(request.Path.Value);
        foreach (var (name, value) in _filters) scope.Append('\n').Append(name).Append('=').Append(value);

        if (string.IsNullOrEmpty(cursor)) return new(limit, scope.ToString(), After: null);

        _badCursor = !Platform.Page.TryResume(cursor, limit, scope.ToString(), out var page);
        return page;
    }

    /// <summary>The problem answer, or null when all is well.</summary>
    public IActionResult? Refused()
    {
        if (_badCursor) return Problem.BadCursor();
        return _faults.Any ? Problem.Invalid(_faults.Errors) : null;
    }

    private int Limit()
    {
        if (First(LimitName) is not { Length: > 0 } text) return Platform.Page.DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= Platform.Page.MaxLimit) return limit;

        Fault(LimitName, "out_of_range", $"A whole number from 1 to {Platform.Page.MaxLimit}.");
        return Platform.Page.DefaultLimit;
    }

    private string? Sent(string name, int max)
    {
        if (First(name) is not { Length: > 0 } text) return null;
        if (text.Length > max) return Wrong(name, "too_long", $"At most {max} characters.");
        if (!FieldFaults.IsCleanText(text)) return Wrong(name, "control_characters", "No control characters.");

        _filters[name] = text;
        return text;
    }

    private string? First(string name)
    {
        var values = request.Query[name];
        return values.Count > 1 ? Wrong(name, "repeated", "Send this once.") : values.FirstOrDefault();
    }

    private string? Wrong(string name, string code, string message)
    {
        Fault(name, code, message);
        return null;
    }
}
