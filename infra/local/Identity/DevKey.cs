using System.Security.Cryptography;
using System.Text;
using Billing.LocalHost.Startup;
using Microsoft.IdentityModel.Tokens;

namespace Billing.LocalHost.Identity;

/// <summary>The key that signs development tokens: made at the first start, kept in the data folder.</summary>
internal sealed class DevKey : IDisposable
{
    private const int KeyBits = 2048;
    private readonly RSA _rsa;

    private DevKey(RSA rsa)
    {
        _rsa = rsa;
        var id = Convert.ToHexStringLower(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()))[..16];
        // A cached signer would outlive this key when several hosts share a process.
        var uncached = new CryptoProviderFactory { CacheSignatureProviders = false };
        var key = new RsaSecurityKey(rsa) { KeyId = id, CryptoProviderFactory = uncached };
        Signing = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
    }

    public SigningCredentials Signing { get; }

    public static DevKey In(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "dev-token-key.pem");
        if (!File.Exists(path)) Create(path);

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            return new DevKey(rsa);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new StartupRefusedException($"{path} is not a key; delete it to get a new one.", unreadable);
        }
    }

    /// <summary>The public half, as a JSON Web Key.</summary>
    public object PublicJwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = SecurityAlgorithms.RsaSha256,
            kid = Signing.Key.KeyId,
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }

    public void Dispose() => _rsa.Dispose();

    private static void Create(string path)
    {
        using var fresh = RSA.Create(KeyBits);
        var written = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(written, fresh.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
        File.Move(written, path, overwrite: true);
    }
}
