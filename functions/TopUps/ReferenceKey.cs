using System.Security.Cryptography;
using System.Text;

namespace Billing.TopUps;

/// <summary>A gateway's id as a key: one that is no safe key, or too long for one, is known by its hash.</summary>
internal static class ReferenceKey
{
    private const int MaxPlainLength = 64;

    public static string Of(string reference) => IsPlain(reference)
        ? reference
        : $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))}";

    private static bool IsPlain(string reference) =>
        reference.Length is > 0 and <= MaxPlainLength
        && reference.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-');
}
