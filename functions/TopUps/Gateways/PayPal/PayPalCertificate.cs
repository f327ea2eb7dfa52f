using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Decides whether a certificate is one that PayPal signs notices with.</summary>
public static class PayPalCertificate
{
    private const string Domain = ".paypal.com";
    private const int MaxCertificates = 6;

    /// <summary>
    /// The certificate of a text that may carry those between it and the root: trusted if it is PayPal's, valid now,
    /// and leads to a trusted root. Nothing is fetched to find out: where only a certificate in between is missing,
    /// nobody can tell.
    /// </summary>
    /// <param name="roots">The only roots to trust; null for those of the system.</param>
    public static FoundCertificate Read(string pem, X509Certificate2Collection? roots, DateTimeOffset now)
    {
        if (Import(pem) is not { Count: > 0 and <= MaxCertificates } all) return new FoundCertificate.Untrusted();

        var leaf = all[0];
        return IsNamed(leaf) && IsValid(leaf, now) ? Judge(leaf, all, roots, now) : new FoundCertificate.Untrusted();
    }

    public static bool IsValid(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
        && now.UtcDateTime < certificate.NotAfter.ToUniversalTime();

    public static X509Certificate2Collection? Import(string pem)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPem(pem);
            return all;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsNamed(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)
            .EndsWith(Domain, StringComparison.OrdinalIgnoreCase);

    private static FoundCertificate Judge(
        X509Certificate2 leaf, X509Certificate2Collection others, X509Certificate2Collection? roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.VerificationTime = now.LocalDateTime;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ExtraStore.AddRange(others);
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        if (chain.Build(leaf)) return new FoundCertificate.Trusted(leaf);
        return chain.ChainStatus is [{ Status: X509ChainStatusFlags.PartialChain }]
            ? new FoundCertificate.Unknown()
            : new FoundCertificate.Untrusted();
    }
}
