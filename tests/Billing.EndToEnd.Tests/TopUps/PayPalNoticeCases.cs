using System.Net;
using System.Net.Sockets;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>The notices that are refused as not PayPal's, each with its number in the list of bad inputs.</summary>
internal static class PayPalNoticeCases
{
    private const string Id = "PAYPAL-TRANSMISSION-ID";
    private const string Time = "PAYPAL-TRANSMISSION-TIME";
    private const string Signature = "PAYPAL-TRANSMISSION-SIG";
    private const string Cert = "PAYPAL-CERT-URL";
    private const string Algorithm = "PAYPAL-AUTH-ALGO";
    private const string Place = "/sandbox/paypal/v1/notifications/certs/CERT-messages";

    /// <summary>Case, and what it changes of the five headers of a good notice.</summary>
    public static IReadOnlyList<(string Case, Action<Dictionary<string, string>, string> Spoil)> Spoilt { get; } =
    [
        ("58 no transmission id", (headers, _) => headers.Remove(Id)),
        ("58 no transmission time", (headers, _) => headers.Remove(Time)),
        ("58 no signature", (headers, _) => headers.Remove(Signature)),
        ("58 no certificate address", (headers, _) => headers.Remove(Cert)),
        ("58 no algorithm", (headers, _) => headers.Remove(Algorithm)),
        ("59 SHA1withRSA", (headers, _) => headers[Algorithm] = "SHA1withRSA"),
        ("59 none", (headers, _) => headers[Algorithm] = "none"),
        ("60 another address", (headers, trap) => headers[Cert] = $"http://{trap}{Place}"),
        ("60 another host after an at sign", (headers, trap) => headers[Cert] = $"http://localhost@{trap}{Place}"),
        ("60 a user", (headers, _) => headers[Cert] = headers[Cert].Replace("//", "//user@")),
        ("60 another port", (headers, trap) => headers[Cert] = $"http://localhost:{trap.Split(':')[1]}{Place}"),
        ("60 https where http is set", (headers, _) => headers[Cert] = headers[Cert].Replace("http:", "https:")),
        ("60 paypal.com.evil.com", (headers, _) =>
            headers[Cert] = "https://api.paypal.com.evil.com/v1/notifications/certs/CERT-messages"),
        ("60 PayPal's own host, which is not set here", (headers, _) =>
            headers[Cert] = "https://api.paypal.com/v1/notifications/certs/CERT-messages"),
        ("60 a way out of the folder", (headers, _) => headers[Cert] += "/../../../_log"),
        ("60 a query", (headers, _) => headers[Cert] += "?x=1"),
        ("60 a redirect", (headers, _) => headers[Cert] = headers[Cert].Replace("CERT-messages", "CERT-redirect")),
        ("61 no such certificate", (headers, _) => headers[Cert] = headers[Cert].Replace("CERT-messages", "CERT-0")),
        ("62 signature is not base64", (headers, _) => headers[Signature] = "not base64!"),
        ("62 signature is empty", (headers, _) => headers[Signature] = ""),
        ("62 signature is 0", (headers, _) => headers[Signature] = "0"),
        ("62 signature of 10 kB", (headers, _) => headers[Signature] = new string('A', 10_000)),
        ("62 another signature", (headers, _) => headers[Signature] = Flip(headers[Signature])),
        ("62 another time", (headers, _) => headers[Time] = "2026-01-01T00:00:00Z"),
        ("62 another id", (headers, _) => headers[Id] = "OTHER"),
    ];

    /// <summary>A server that nobody should call, by its address and port.</summary>
    public static TcpListener Trap()
    {
        var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        return trap;
    }

    private static string Flip(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];
}
