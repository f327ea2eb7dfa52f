using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>
/// The address that a notice names for its certificate: anybody can write one, so it is compared, letter by letter,
/// before anything is fetched.
/// </summary>
public static partial class PayPalCertAddress
{
    private const string Path = "v1/notifications/certs/";

    /// <summary>
    /// Null unless it is a certificate's place on one of these hosts: no other port, user, query, fragment, and no
    /// spelling that parsers might read differently.
    /// </summary>
    public static Uri? Read(string text, ImmutableArray<Uri> hosts)
    {
        foreach (var host in hosts)
        {
            var place = $"{host.AbsoluteUri.TrimEnd('/')}/{Path}";
            if (text.StartsWith(place, StringComparison.Ordinal) && Name().IsMatch(text[place.Length..]))
                return new(text);
        }

        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex Name();
}
