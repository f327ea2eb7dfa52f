using System.Security.Cryptography.X509Certificates;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Certificates of notices by their address: fetched once, believed for some hours, few at a time.</summary>
public sealed class PayPalCertificates(CertFetcher fetcher, PayPalMerchant merchant, TimeProvider clock) : IDisposable
{
    public const int MaxKept = 16;

    private const int MaxFetches = 4;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(6);

    private readonly Dictionary<Uri, Kept> _kept = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _fetches = new(MaxFetches);

    /// <summary>A certificate is in use by nobody else: it can be given up when others take its place.</summary>
    public async Task<FoundCertificate> Find(Uri address, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (Cached(address, now) is { } known) return new FoundCertificate.Trusted(known);

        await _fetches.WaitAsync(stop);
        try
        {
            if (Cached(address, now) is { } fetched) return new FoundCertificate.Trusted(fetched);
            return await Fetch(address, now, stop);
        }
        finally
        {
            _fetches.Release();
        }
    }

    public void Dispose() => _fetches.Dispose();

    private async Task<FoundCertificate> Fetch(Uri address, DateTimeOffset now, CancellationToken stop)
    {
        X509Certificate2Collection? roots = null;
        if (merchant.TrustedRoots is { } place)
        {
            if (await fetcher.Fetch(place, stop) is not FetchedCert.Found root) return new FoundCertificate.Unknown();
            roots = PayPalCertificate.Import(root.Pem) ?? [];
        }

        return await fetcher.Fetch(address, stop) switch
        {
            FetchedCert.Found found => Keep(address, PayPalCertificate.Read(found.Pem, roots, now), now),
            FetchedCert.Unreachable => new FoundCertificate.Unknown(),
            _ => new FoundCertificate.Untrusted(),
        };
    }

    private X509Certificate2? Cached(Uri address, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(address, out var kept)
                && now < kept.Until
                && PayPalCertificate.IsValid(kept.Certificate, now)
                    ? kept.Certificate
                    : null;
        }
    }

    private FoundCertificate Keep(Uri address, FoundCertificate found, DateTimeOffset now)
    {
        if (found is not FoundCertificate.Trusted trusted) return found;

        lock (_gate)
        {
            if (_kept.Count >= MaxKept) _kept.Remove(_kept.MinBy(kept => kept.Value.Until).Key);
            _kept[address] = new(trusted.Certificate, now + KeptFor);
            return found;
        }
    }

    private sealed record Kept(X509Certificate2 Certificate, DateTimeOffset Until);
}

/// <summary>What is known of a certificate's address. The set is closed.</summary>
public abstract record FoundCertificate
{
    private FoundCertificate()
    {
    }

    public sealed record Trusted(X509Certificate2 Certificate) : FoundCertificate;

    /// <summary>There is none, or none to believe.</summary>
    public sealed record Untrusted : FoundCertificate;

    /// <summary>It could not be fetched, or one between it and the root is missing.</summary>
    public sealed record Unknown : FoundCertificate;
}
