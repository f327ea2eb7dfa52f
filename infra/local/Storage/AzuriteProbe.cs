namespace Billing.LocalHost.Storage;

/// <summary>Asks whether an Azurite answers.</summary>
internal static class AzuriteProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public static async Task WaitAsync(AzuritePorts ports, Func<bool> hasEnded, CancellationToken stop)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await AnswersAsync(ports, stop))
        {
            if (hasEnded()) throw new IOException("Azurite ended before it was ready.");
            if (TimeProvider.System.GetUtcNow() > deadline) throw new TimeoutException("Azurite is not ready in time.");

            await Task.Delay(Pause, stop);
        }
    }

    public static async Task<bool> AnswersAsync(AzuritePorts ports, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = AnswerWithin };
        foreach (var (port, _) in ports.All)
        {
            if (!await AnswersAsync(http, port, stop)) return false;
        }

        return true;
    }

    // Any answer will do, a refusal too: a port that speaks HTTP and names Azurite is up.
    private static async Task<bool> AnswersAsync(HttpClient http, int port, CancellationToken stop)
    {
        try
        {
            var list = new Uri($"http://127.0.0.1:{port}/devstoreaccount1?comp=list");
            using var answer = await http.GetAsync(list, stop);
            return answer.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal);
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }
}
