using System.Security.Cryptography;
using System.Text;

namespace Billing.LocalHost.Durable;

/// <summary>GUIDs of version 8 (RFC 9562) made of a name: the same name has the same one.</summary>
internal static class NamedGuid
{
    private const int VersionPlace = 6;
    private const int VariantPlace = 8;

    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[VersionPlace] = (byte)((bytes[VersionPlace] & 0x0F) | 0x80);
        bytes[VariantPlace] = (byte)((bytes[VariantPlace] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
