using System.Text.RegularExpressions;

namespace Billing.Functions.Tests.Support;

/// <summary>What a secret looks like: keys and tokens by their form, the rest by how mixed its letters are.</summary>
public static partial class SecretRules
{
    private const double MinBitsPerLetter = 4.5;

    private static readonly (string What, Regex Form)[] Forms =
    [
        ("a private key", PrivateKey()), ("a live key of Stripe", StripeKey()), ("a webhook secret", WebhookSecret()),
        ("a key of AWS", AwsKey()), ("a key of a storage account", AccountKey()), ("a key of a bus", SharedAccessKey()),
        ("a signed address", SignedAddress()), ("a token", JsonWebToken()), ("a token of GitHub", GitHubToken()),
        ("a client secret of Entra ID", EntraSecret()),
    ];

    // Long texts without much order that are no secrets.
    private static readonly (string Path, string Reason)[] Allowed =
    [
        ("packages.lock.json", "hashes of packages"),
        ("package-lock.json", "hashes of packages"),
        ("tests/Billing.Simulation/Upgrade/golden-", "rows of ledgers that earlier builds wrote"),
        ("infra/local/Storage/AzuritePorts.cs", "the key of every Azurite, which its documentation prints"),
        ("infra/local/Sandbox/PayPal/PayPalTokens.cs", "an alphabet"),
        ("tests/Billing.EndToEnd.Tests/BadInput/Endpoint.cs", "routes with an id"),
        ("tests/Billing.Functions.Tests/TopUps/Gateways/PayPal/PayPalCertAddressTests.cs", "addresses"),
    ];

    public static IEnumerable<string> Of(SourceFile file)
    {
        foreach (var (what, form) in Forms)
            if (form.IsMatch(file.Text)) yield return $"{file.Path}: {what}";
        if (Array.Exists(Allowed, it => file.Path.Contains(it.Path, StringComparison.Ordinal))) yield break;

        foreach (Match text in LongText().Matches(file.Text))
            if (IsMixed(text.Value) && Bits(text.Value) >= MinBitsPerLetter)
                yield return $"{file.Path}: {text.Value[..8]}… looks like a secret";
    }

    /// <summary>Entries of the list above that are for nothing.</summary>
    public static IEnumerable<string> NeedlessExceptions(IEnumerable<SourceFile> files) =>
        Allowed.Select(it => it.Path).Where(path => !files.Any(file =>
            file.Path.Contains(path, StringComparison.Ordinal)
            && LongText().Matches(file.Text).Any(text => IsMixed(text.Value) && Bits(text.Value) >= MinBitsPerLetter)));

    private static bool IsMixed(string text) =>
        text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiDigit);

    /// <summary>Shannon's entropy of one letter.</summary>
    private static double Bits(string text) => text.CountBy(letter => letter)
        .Select(it => (double)it.Value / text.Length).Sum(share => -share * Math.Log2(share));

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b[srp]k_live_\w{8,}")]
    private static partial Regex StripeKey();

    /// <summary>The development host's has hyphens.</summary>
    [GeneratedRegex(@"\bwhsec_[A-Za-z0-9+/]{16,}")]
    private static partial Regex WebhookSecret();

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"AccountKey=(?!Eby8vdM02xNOcqFlqUwJPLlmEtl)[A-Za-z0-9+/]{20,}")]
    private static partial Regex AccountKey();

    [GeneratedRegex(@"SharedAccessKey=[A-Za-z0-9+/]{20,}")]
    private static partial Regex SharedAccessKey();

    [GeneratedRegex(@"[?&]sig=[A-Za-z0-9%+/]{30,}")]
    private static partial Regex SignedAddress();

    [GeneratedRegex(@"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\b[\w~.-]{3}8Q~[\w~.-]{31,34}")]
    private static partial Regex EntraSecret();

    [GeneratedRegex(@"[A-Za-z0-9+/_=-]{40,}")]
    private static partial Regex LongText();
}
