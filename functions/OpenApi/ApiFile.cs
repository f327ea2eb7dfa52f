using System.Security.Cryptography;

namespace Billing.OpenApi;

/// <summary>A file about the API: the same bytes as long as the app runs, and a version made of them.</summary>
public sealed record ApiFile(byte[] Bytes)
{
    /// <summary>As HTTP carries it.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"";
}
