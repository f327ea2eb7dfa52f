using System.Security.Cryptography;

namespace Billing.Platform;

/// <summary>A file that is the same for everybody as long as the app runs, and a version made of its bytes.</summary>
public sealed record StaticFile(byte[] Bytes, string ContentType)
{
    /// <summary>As HTTP carries it.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"";
}
