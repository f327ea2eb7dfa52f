using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>Sends a request line exactly as it is written: HTTP clients repair what a forger would send.</summary>
internal static class RawGet
{
    /// <returns>The status and, of a JSON answer, its text.</returns>
    public static async Task<(int Status, string Body)> Send(Uri host, string pathAndQuery, CancellationToken stop)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Host, host.Port, stop);
        await using var stream = connection.GetStream();
        var request = $"GET {pathAndQuery} HTTP/1.1\r\nHost: {host.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), stop);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(stop);
        var (from, until) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}'));
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture),
            from < 0 ? "" : answer[from..(until + 1)]);
    }
}
