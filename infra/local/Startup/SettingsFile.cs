using System.Text.Json;

namespace Billing.LocalHost.Startup;

/// <summary>The settings file of a functions app: <c>Values</c>, one level deep.</summary>
internal static class SettingsFile
{
    private static readonly string[] Names = ["local.settings.json", "local.settings.sample.json"];

    /// <summary>The values of the first file that exists; a double underscore in a key becomes a colon.</summary>
    public static IReadOnlyDictionary<string, string?> Read(string folder)
    {
        var file = Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return file is null ? new Dictionary<string, string?>() : Parse(file);
    }

    private static Dictionary<string, string?> Parse(string file)
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var document = JsonDocument.Parse(File.ReadAllText(file), options);
            if (!document.RootElement.TryGetProperty("Values", out var values)) return [];

            return values.EnumerateObject().ToDictionary(
                value => value.Name.Replace("__", ":", StringComparison.Ordinal),
                value => value.Value.ValueKind == JsonValueKind.Null ? null : value.Value.ToString(),
                StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException unreadable)
        {
            throw new StartupRefusedException($"{file} is not valid JSON: {unreadable.Message}", unreadable);
        }
    }
}
