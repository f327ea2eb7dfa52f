using System.Text.Json;

namespace Billing.LocalHost.Durable;

/// <summary>
/// Inputs, results, events and states as JSON, by the defaults of the worker: names as they are declared, read without
/// regard to case.
/// </summary>
internal static class Payload
{
    /// <summary>What one column of a row holds.</summary>
    public const int MaxCharacters = 32 * 1024;

    /// <summary>16 KB of UTF-16, as on Azure.</summary>
    public const int MaxStatusCharacters = 8 * 1024;

    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="ArgumentException">It is too long.</exception>
    public static string? Write(object? value, string what, int maxCharacters = MaxCharacters)
    {
        if (value is null) return null;

        var json = JsonSerializer.Serialize(value, value.GetType(), Options);
        return json.Length <= maxCharacters
            ? json
            : throw new ArgumentException($"{what} has {json.Length} characters of JSON; {maxCharacters} are allowed.");
    }

    public static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Options);

    public static object? Read(string? json, Type type)
    {
        if (json is not null) return JsonSerializer.Deserialize(json, type, Options);

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
