using System.Text.Json;

namespace Billing.LocalHost.Identity;

/// <summary>What a caller wants in a development token.</summary>
internal sealed record TokenRequest(string Subject, string[] Roles, string? Account, int ExpiresInSeconds)
{
    private const int OneHour = 3600;
    private const int OneYear = 366 * 24 * 3600;
    private const int MaxRoles = 20;
    private const int MaxLength = 200;
    private static readonly string[] Known = ["subject", "roles", "account", "expiresIn"];

    /// <summary>The request, or in words what is wrong with it.</summary>
    public static (TokenRequest? Wanted, string Fault) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, "The body must be an object.");
        if (body.EnumerateObject().Select(member => member.Name).Except(Known).FirstOrDefault() is { } stranger)
            return (null, $"The member '{stranger}' is unknown; known are {string.Join(", ", Known)}.");
        if (Text(body, "subject") is not { } subject)
            return (null, $"'subject' must be a text of 1 to {MaxLength} characters.");
        if (RolesOf(body) is not { } roles) return (null, $"'roles' must be a list of at most {MaxRoles} texts.");
        if (Has(body, "account") && Text(body, "account") is null)
            return (null, $"'account' must be a text of 1 to {MaxLength} characters.");
        if (Seconds(body) is not { } seconds)
            return (null, $"'expiresIn' must be whole seconds, at most {OneYear} either way.");

        return (new TokenRequest(subject, roles, Text(body, "account"), seconds), string.Empty);
    }

    private static bool Has(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && IsText(value) ? value.GetString() : null;

    private static string[]? RolesOf(JsonElement body)
    {
        if (!body.TryGetProperty("roles", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        if (list.GetArrayLength() > MaxRoles || !list.EnumerateArray().All(IsText)) return null;

        return [.. list.EnumerateArray().Select(role => role.GetString()!)];
    }

    private static int? Seconds(JsonElement body)
    {
        if (!body.TryGetProperty("expiresIn", out var value)) return OneHour;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var seconds)) return null;

        return seconds is >= -OneYear and <= OneYear ? seconds : null;
    }

    private static bool IsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxLength };
}
