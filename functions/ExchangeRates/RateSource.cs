namespace Billing.ExchangeRates;

/// <summary>Reads what the configured source publishes.</summary>
public sealed class RateSource(HttpClient http)
{
    public const int TimeoutSeconds = 10;
    public const int MaxDocumentBytes = 256 * 1024;

    /// <summary>Null when it did not answer in time, or not with a document of rates.</summary>
    public async Task<RateDocument?> Read(Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);
            if (!answer.IsSuccessStatusCode) return null;
            return RateDocument.TryParse(await answer.Content.ReadAsByteArrayAsync(stop), out var document)
                ? document
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
