using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Billing.Platform;

/// <summary>
/// Reads settings by the names that they have in the environment (Auth__Audience). A getter notes a fault and returns
/// the default; the start then stops and names every setting at fault.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    private const string VaultReference = "@Microsoft.KeyVault(";
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>
    /// Null when missing or blank. A reference that the platform could not resolve is a fault: its text is known to
    /// whoever knows the vault's name, and must never be taken for the secret itself.
    /// </summary>
    public string? OptionalText(string name)
    {
        var text = configuration[name.Replace("__", ":", StringComparison.Ordinal)]?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (!text.StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase)) return text;

        Fault(name, "is a reference to a vault that was not resolved");
        return null;
    }

    public string Text(string name)
    {
        var before = _faults.Count;
        if (OptionalText(name) is { } text) return text;

        if (_faults.Count == before) Fault(name, "is missing");
        return "";
    }

    /// <param name="what">Ends the sentence "The setting … is not …".</param>
    public T Value<T>(string name, TryParse<T> parse, string what)
    {
        if (Text(name) is not { Length: > 0 } text) return default!;
        if (parse(text, out var value)) return value;

        Fault(name, $"is not {what}");
        return default!;
    }

    /// <summary>An absolute address: https, for on the way to another machine others could read and change.</summary>
    public Uri Uri(string name)
    {
        var address = Value<Uri>(name, TryAbsolute, "an absolute http or https address");
        if (address is { IsLoopback: false } && address.Scheme != System.Uri.UriSchemeHttps)
            Fault(name, "is not https, which only an address of this machine may be");
        return address!;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int min, int max) => Value(
        name,
        (string? text, out int number) => TryNumber(text, min, max, out number),
        $"a whole number from {min} to {max}");

    public bool Flag(string name) => Value<bool>(name, bool.TryParse, "true or false");

    /// <summary>
    /// Notes a fault that a rule of the caller's found; a setting's value is never in it, for it may be a secret.
    /// </summary>
    public void Fault(string name, string what) => _faults.Add($"The setting {name} {what}.");

    private static bool TryAbsolute(string? text, out Uri address) =>
        System.Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == System.Uri.UriSchemeHttps || address.Scheme == System.Uri.UriSchemeHttp);

    private static bool TryNumber(string? text, int min, int max, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && number >= min
        && number <= max;
}

/// <summary>Settings are missing or wrong; the message names each one.</summary>
public sealed class SettingsException(IEnumerable<string> faults) : Exception(string.Join(' ', faults));
