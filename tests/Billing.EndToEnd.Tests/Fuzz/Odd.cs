using System.Text;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>What callers should never send, and do.</summary>
internal static class Odd
{
    /// <summary>JSON values as they stand in a body.</summary>
    public static IReadOnlyList<string> JsonValues { get; } =
    [
        "null", "true", "false", "0", "-0", "-1", "1e308", "1e400", "-1e400", "1e-400", "0.1", "1.0", "NaN", "Infinity",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "79228162514264337593543950336", "0x10",
        "01", "+1", "1_000", $"1{new string('0', 5_000)}", "\"\"", "\" \"", "[]", "{}", "[[]]", "[null]", "{\"\":1}",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uFFFF\"", "\"a\\u202Eb\"", "\"\uFEFF\"", "\"🦄\"",
        "\"Ω≈ç√∫\"", "\"ẞ\"", "\"İ\"", "\"1e309\"", "\"-5\"", "\"0\"", "\"0.00000000000000000000000000001\"", "\"NaN\"",
        "\"9999999999999999999999999999999999\"", "\"٣\"", "\"1,000\"", "\"=1+1\"", "\"' OR 1=1 --\"", "\"${jndi:x}\"",
        "\"<script>alert(1)</script>\"", "\"../../etc/passwd\"", "\"%00\"", "\"a\\nb\"", "\"a\\tb\"", "\"\\u007f\"",
        "\"2026-02-30T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"",
        "\"2016-12-31T23:59:60Z\"", "\"2026-01-01T00:00:00+14:01\"", "\"2026-01-01\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", $"\"{new string('x', 10_000)}\"", $"\"{new string('9', 400)}\"",
        Nested("[", "]", 60), Nested("{\"a\":", "}", 70), Nested("[", "]", 5_000), "//x", "/**/1", "'x'", "\"open", "",
        $"[{string.Join(',', Enumerable.Repeat("1", 5_000))}]", "{\"amount\":\"1\",\"currency\":\"VND\"}",
        "{\"amount\":\"-1\",\"currency\":\"XXX\"}", "{\"amount\":1,\"currency\":\"VND\"}", "\"VND\"", "\"vnpay\"",
    ];

    /// <summary>Texts of a query, percent-encoded already, and some that are not.</summary>
    public static IReadOnlyList<string> QueryValues { get; } =
    [
        "", "0", "1", "-1", "200", "201", "2147483648", "99999999999999999999", "1e2", "%00", "%01", "%ff", "%c0%af",
        "%ed%a0%80", "%F0%9F%A6%84", "%", "%zz", "%25%32%66", "+", "%20", "..%2f..", "null", "undefined", "true", "[]",
        "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2016-12-31T23:59:60Z",
        "2026-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00", "2026-01-01",
        "2026-13", "gpu", "GPU", "g%00pu", "topUp", "pending", "stripe", "%27%20or%201%3D1", "%3Cscript%3E",
        "AAAA", "AAAA%3D%3D", "!!!!", "eyJhIjoxfQ", new string('A', 500), new string('A', 9_000), new string('%', 300),
    ];

    /// <summary>Pieces of a path.</summary>
    public static IReadOnlyList<string> PathParts { get; } =
    [
        "", ".", "..", "...", "%2e%2e", "%2f", "%5c", "%00", "%0a", "%0d%0a", "%20", "%25", "%", "%zz", "%u0041",
        "a%2fb",
        "%c0%af", "%ff%fe", "%ed%a0%80", "%F0%9F%A6%84", "a;b=c", "a:b", "a|b", "a'b", "a\"b", "a<b", "a#b", "a?b", "*",
        "~", "_", "-", "0", "-1", "null", "NaN", "CON", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAVX",
        "80000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01arz3ndektsv4rrffq69g5fav", "2026-02-30",
        "2026-13", "0000-00", "9999-12", "20260230-1-0", "20260101-99999999999999999999-0", "20260101--1-0",
        new string('a', 64), new string('a', 65), new string('a', 3_000), "é", "İ", "😀",
    ];

    /// <summary>Bytes that begin, end or replace a body.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0], [0xFF], [0xC0, 0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
        [0xFF, 0xFE], [0xFE, 0xFF], "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), ","u8.ToArray(),
        "\""u8.ToArray(),
        "\r\n"u8.ToArray(), "\\"u8.ToArray(), Encoding.UTF32.GetBytes("{}"), Encoding.Unicode.GetBytes("{}"),
    ];

    public static IReadOnlyList<string> MediaTypes { get; } =
    [
        "", "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "nonsense", "a/b/c",
        "application/json, text/plain", "application/cloudevents+json", "application/cloudevents-batch+json",
        "text/csv",
        "application/json;;;;", "*/*", "application/json\t", new string('a', 2_000),
    ];

    /// <summary>Lines of a header, whole.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "Idempotency-Key: ", "Idempotency-Key: a b", "Idempotency-Key: \u00e9",
        "Idempotency-Key: a\r\nIdempotency-Key: b",
        $"Idempotency-Key: {new string('k', 101)}", $"Idempotency-Key: {new string('k', 100)}", "Idempotency-Key: \t",
        "If-Match: *", "If-Match: \"\"", "If-Match: W/\"x\"", "If-Match: x", "If-Match: \"a\", \"b\"", "If-Match: \"",
        $"If-Match: \"{new string('e', 3_000)}\"", "If-None-Match: *", "If-None-Match: ,,,", "If-None-Match: \"x",
        "Accept: text/html", "Accept: */*;q=9", "Accept: nonsense", "Accept-Language: vi", "Accept-Language: *;q=0.1,,",
        $"Accept-Language: {string.Join(',', Enumerable.Range(0, 500).Select(i => $"x{i}"))}", "Accept-Encoding: zzz",
        "Range: bytes=0-1", "Range: bytes=-1", "Expect: 100-continue", "Expect: nonsense", "Connection: upgrade",
        "Upgrade: websocket", "Transfer-Encoding: gzip", "Content-Encoding: gzip", "Content-Encoding: br",
        "X-Forwarded-For: 1.1.1.1", "X-Forwarded-Host: evil.test", "X-Original-URL: /api/v1/audits",
        "X-HTTP-Method-Override: DELETE", "Origin: https://evil.test", "Origin: null", "Cookie: a=b; c",
        "Traceparent: 00-0-0-0", "Traceparent: nonsense", $"Baggage: {new string('b', 5_000)}", "Forwarded: for=\"_x\"",
        $"X-Large: {new string('x', 20_000)}", "Stripe-Signature: t=1,v1=00", "Paypal-Transmission-Id: x",
        "x-functions-key: x", "Date: nonsense", "Te: trailers", "Trailer: Authorization", "Content-MD5: x",
    ];

    private static string Nested(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
}
