using Microsoft.AspNetCore.Http;

namespace Billing.Platform;

/// <summary>What the platform learned of a request before the function runs.</summary>
public static class RequestFacts
{
    private static readonly object CallerKey = new();
    private static readonly object EffectKey = new();

    /// <exception cref="InvariantException">The function is anonymous, so there is no caller.</exception>
    public static Caller Caller(this HttpRequest request)
    {
        var caller = request.CallerOrNull();
        Invariant.Holds(caller is not null, "a function that asks for its caller is not anonymous");
        return caller;
    }

    /// <summary>Null at an anonymous function.</summary>
    public static Caller? CallerOrNull(this HttpRequest request) => request.HttpContext.Items[CallerKey] as Caller;

    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[CallerKey] = caller;

    /// <summary>
    /// The ULID from which ids of what this request brings about are derived; a retry with its key has the same.
    /// </summary>
    public static string EffectId(this HttpRequest request)
    {
        var id = request.HttpContext.Items[EffectKey] as string;
        Invariant.Holds(id is not null, "an effect id is set before a function runs");
        return id;
    }

    public static void SetEffectId(this HttpContext context, string id) => context.Items[EffectKey] = id;
}
