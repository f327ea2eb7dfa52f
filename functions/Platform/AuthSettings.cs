namespace Billing.Platform;

/// <summary>Whose tokens are believed, and for whom they must be meant.</summary>
/// <param name="Authority">The issuer's address; its discovery document names the signing keys.</param>
public sealed record AuthSettings(Uri Authority, string Audience)
{
    public static AuthSettings Read(Settings settings) =>
        new(settings.Uri("Auth__Authority"), settings.Text("Auth__Audience"));

    public string Discovery => $"{Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
}
