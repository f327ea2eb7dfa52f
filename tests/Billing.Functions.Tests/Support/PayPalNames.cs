using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Billing.Functions.Tests.Support;

/// <summary>An authority of a test's own, and certificates that it issues.</summary>
public sealed class PayPalNames : IDisposable
{
    public const string Name = "messageverificationcerts.test.paypal.com";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _leafKey = RSA.Create(2048);

    public PayPalNames(string authority = "Test authority")
    {
        var request = Request(authority, _rootKey);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(Now.AddDays(-100), Now.AddDays(100));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Roots => [Root];

    public string RootPem => Root.ExportCertificatePem();

    public string Leaf(string name = Name, int fromDays = -10, int untilDays = 10)
    {
        using var leaf = Request(name, _leafKey).Create(
            Root, Now.AddDays(fromDays), Now.AddDays(untilDays), RandomNumberGenerator.GetBytes(8));
        return leaf.ExportCertificatePem();
    }

    public string SelfSigned()
    {
        using var own = Request(Name, _leafKey).CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
        return own.ExportCertificatePem();
    }

    public string Sign(string message) => Convert.ToBase64String(_leafKey.SignData(
        Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public void Dispose()
    {
        Root.Dispose();
        _rootKey.Dispose();
        _leafKey.Dispose();
    }

    private static CertificateRequest Request(string name, RSA key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
