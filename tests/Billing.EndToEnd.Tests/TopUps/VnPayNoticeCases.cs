using System.Net;
using System.Security.Cryptography;
using System.Text;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>The notices that are refused, each with its number in the list of bad inputs.</summary>
internal static class VnPayNoticeCases
{
    /// <summary>Case, the query made for a pending top-up, and the RspCode that answers it.</summary>
    public static IReadOnlyList<(string Case, Func<string, string> Query, string RspCode)> Refused { get; } =
    [
        ("1 empty query", _ => "", "99"),
        ("2 no hash", id => Canonical(id), "97"),
        ("3 hash is no hex", id => Hashed(id, new string('z', 128)), "97"),
        ("3 hash of 127 characters", id => Good(id)[..^1], "97"),
        ("3 hash of 10 kB", id => Hashed(id, new string('a', 10_000)), "97"),
        ("4 one digit flipped", id => Good(id)[..^1] + (Good(id)[^1] == '0' ? '1' : '0'), "97"),
        ("6 hash over the decoded text", id => Hashed(id, Sign(WebUtility.UrlDecode(Canonical(id)))), "97"),
        ("6 hash over percent-encoded spaces",
            id => Hashed(id, Sign(Canonical(id).Replace("+", "%20", StringComparison.Ordinal))), "97"),
        ("7 SHA-256", id => Hashed(id, Sha256(Canonical(id))), "97"),
        ("7 another secret", id => Buyer.Signed(Buyer.Fields(id), "another-secret"), "97"),
        ("8 amount changed after signing", id => Good(id).Replace("=50000000", "=60000000", StringComparison.Ordinal),
            "97"),
        ("9 extra unsigned field", id => Good(id) + "&vnp_Foo=1", "97"),
        ("11 second amount after", id => Good(id) + "&vnp_Amount=1", "97"),
        ("11 second amount before", id => "vnp_Amount=1&" + Good(id), "97"),
        ("12 name in capitals", id => Good(id).Replace("vnp_Amount", "VNP_AMOUNT", StringComparison.Ordinal), "97"),
        ("13 unknown reference", id => With(id, "vnp_TxnRef", "01KAN0000000000000000000T1"), "01"),
        ("14 no reference", id => With(id, "vnp_TxnRef", ""), "01"),
        ("14 reference of 500 characters", id => With(id, "vnp_TxnRef", new string('A', 500)), "01"),
        ("14 reference that is SQL", id => With(id, "vnp_TxnRef", "' OR 1=1"), "01"),
        ("15 another terminal", id => With(id, "vnp_TmnCode", "OTHER001"), "01"),
        ("16 1,000 dong more", id => With(id, "vnp_Amount", "50100000"), "04"),
        ("17 dong, not hundredths", id => With(id, "vnp_Amount", "500000"), "04"),
        ("18 letters", id => With(id, "vnp_Amount", "abc"), "04"),
        ("18 negative", id => With(id, "vnp_Amount", "-1"), "04"),
        ("18 exponent", id => With(id, "vnp_Amount", "1e9"), "04"),
        ("18 decimal point", id => With(id, "vnp_Amount", "50000000.0"), "04"),
        ("18 30 digits", id => With(id, "vnp_Amount", new string('9', 30)), "04"),
        ("29 broken escape", id => Good(id).Replace("vnp_BankCode=NCB", "vnp_BankCode=%ZZ", StringComparison.Ordinal),
            "97"),
        ("29 NUL", id => Good(id).Replace("vnp_BankCode=NCB", "vnp_BankCode=N%00B", StringComparison.Ordinal), "97"),
    ];

    public static string Good(string id) => Buyer.Signed(Buyer.Fields(id));

    /// <summary>Another value, signed.</summary>
    public static string With(string id, string field, string value) =>
        Buyer.Signed(new Dictionary<string, string>(Buyer.Fields(id)) { [field] = value });

    private static string Canonical(string id) => VnPaySignature.Canonical(Buyer.Fields(id));

    private static string Hashed(string id, string hash) => $"{Canonical(id)}&vnp_SecureHash={hash}";

    private static string Sign(string text) => VnPaySignature.Sign(Buyer.Secret, text);

    private static string Sha256(string text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(Buyer.Secret), Encoding.UTF8.GetBytes(text)));
}
