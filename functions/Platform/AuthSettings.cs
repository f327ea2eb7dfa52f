namespace Billing.Platform;

/// <summary>Whose tokens are believed, and for whom they must be meant.</summary>
/// <param name="Authority">The issuer's address; its discovery document names the signing keys.</param>
public sealed record AuthSettings(Uri Authority, string Audience)
{
    public static AuthSettings Read(Settings settings)
    {
        var authority = settings.Uri("Auth__Authority");
        if (authority is { IsLoopback: false } && authority.Scheme != Uri.UriSchemeHttps)
            settings.Fault("Auth__Authority", "is not https, which only an address of this machine may be");

        return new(authority, settings.Text("Auth__Audience"));
    }

    public string Discovery => $"{Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
}
