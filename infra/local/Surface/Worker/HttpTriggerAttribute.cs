namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on an HTTP request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, level Function.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>Level Function.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>The level and the methods named.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the prefix; the function's name when left out.</summary>
    public string? Route { get; set; }

    /// <summary>The methods answered; null or empty for any.</summary>
    public string[]? Methods { get; }

    /// <summary>Who may call.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Function;
}
