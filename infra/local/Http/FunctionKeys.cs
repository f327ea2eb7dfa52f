using System.Security.Cryptography;
using System.Text;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Http;

/// <summary>Checks the key of a request; the admin key opens what the function key opens.</summary>
internal static class FunctionKeys
{
    public static bool Admit(HttpRequest request, AuthorizationLevel level, HostSettings settings)
    {
        if (level == AuthorizationLevel.Anonymous) return true;

        var given = request.Headers.TryGetValue("x-functions-key", out var header)
            ? header.ToString()
            : request.Query["code"].ToString();
        return Same(given, settings.AdminKey)
            || (level == AuthorizationLevel.Function && Same(given, settings.FunctionKey));
    }

    private static bool Same(string given, string? expected) =>
        expected is { Length: > 0 }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
