using System.Net;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>Fetches certificates as text, from addresses that were found good before.</summary>
/// <remarks>Its client follows no redirects and bounds time and size.</remarks>
public sealed class CertFetcher(HttpClient http)
{
    public const int TimeoutSeconds = 5;
    public const int MaxBytes = 64 * 1024;

    public async Task<FetchedCert> Fetch(Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);
            if (answer.StatusCode == HttpStatusCode.OK)
                return new FetchedCert.Found(await answer.Content.ReadAsStringAsync(stop));

            var passes = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;
            return passes ? new FetchedCert.Unreachable() : new FetchedCert.Missing();
        }
        catch (HttpRequestException failure)
        {
            var isTooLong = failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded;
            return isTooLong ? new FetchedCert.Missing() : new FetchedCert.Unreachable();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new FetchedCert.Unreachable();
        }
    }
}

/// <summary>What was found at a certificate's address. The set is closed.</summary>
public abstract record FetchedCert
{
    private FetchedCert()
    {
    }

    public sealed record Found(string Pem) : FetchedCert;

    /// <summary>There is an answer, and it is no certificate.</summary>
    public sealed record Missing : FetchedCert;

    /// <summary>No answer, or one that says "later".</summary>
    public sealed record Unreachable : FetchedCert;
}
