using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// The certificates that notices are signed with, made anew at each start under an authority of the sandbox's own, and
/// some that nobody should believe.
/// </summary>
internal sealed class PayPalCertificates : IDisposable
{
    public const string Right = "CERT-messages";
    public const string SelfSigned = "CERT-self-signed";
    public const string Expired = "CERT-expired";
    public const string OtherName = "CERT-other-name";
    public const string Root = "CERT-root";

    private const int KeyBits = 2048;
    private const string Name = "messageverificationcerts.test.paypal.com";

    private readonly Dictionary<string, X509Certificate2> _byId = new(StringComparer.Ordinal);

    public PayPalCertificates(DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = Request("Sandbox authority", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var root = request.CreateSelfSigned(now.AddDays(-30), now.AddYears(1));
        _byId[Root] = root;
        _byId[Right] = Leaf(root, Name, now.AddDays(-1), now.AddDays(90));
        _byId[Expired] = Leaf(root, Name, now.AddDays(-20), now.AddDays(-2));
        _byId[OtherName] = Leaf(root, $"{Name}.example.net", now.AddDays(-1), now.AddDays(90));
        using var own = RSA.Create(KeyBits);
        _byId[SelfSigned] = Request(Name, own).CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
    }

    public IReadOnlyCollection<string> Ids => _byId.Keys;

    /// <summary>The public part as text; null when there is no such certificate.</summary>
    public string? Pem(string id) => _byId.TryGetValue(id, out var found) ? found.ExportCertificatePem() : null;

    public string? Sign(string id, string message)
    {
        if (!_byId.TryGetValue(id, out var found)) return null;
        using var key = found.GetRSAPrivateKey()!;
        return Convert.ToBase64String(
            key.SignData(Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public bool Verify(string id, string message, byte[] signature)
    {
        if (id != Right) return false;
        using var key = _byId[id].GetRSAPublicKey()!;
        return key.VerifyData(
            Encoding.UTF8.GetBytes(message), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose()
    {
        foreach (var certificate in _byId.Values) certificate.Dispose();
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X509Certificate2 Leaf(X509Certificate2 root, string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(KeyBits);
        using var issued = Request(name, key).Create(root, from, until, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
