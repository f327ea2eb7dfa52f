using Microsoft.AspNetCore.Http;

namespace Billing.Platform;

/// <summary>
/// What every answer tells a browser: keep nothing, guess nothing, load nothing, frame nothing. They are set when the
/// answer starts, so that whoever clears a failed answer does not clear them; what a function sets itself stands.
/// </summary>
public static class SecurityHeaders
{
    public const string NoContent = "default-src 'none'; frame-ancestors 'none'";

    private static readonly (string Name, string Value)[] Everywhere =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", NoContent),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
        ("Strict-Transport-Security", "max-age=31536000"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ];

    public static void AddTo(HttpResponse response) => response.OnStarting(() =>
    {
        foreach (var (name, value) in Everywhere) response.Headers.TryAdd(name, value);
        return Task.CompletedTask;
    });
}
