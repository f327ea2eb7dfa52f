using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Startup;

/// <summary>A value of a trigger that may name a setting: %name%.</summary>
internal static class SettingReference
{
    public static string Resolve(string value, IConfiguration settings, string function)
    {
        if (value is not ['%', .. var name, '%']) return value;

        var key = name.Replace("__", ":", StringComparison.Ordinal);
        return settings[key] is { Length: > 0 } found
            ? found
            : throw new StartupRefusedException($"{function} refers to the setting '{name}', which is missing.");
    }
}
