using System.Collections.Frozen;
using System.Reflection;
using Billing.Platform;

namespace Billing.Portal;

/// <summary>
/// The files of the billing page, by their path below it ("scripts/app.js"). They are inside the assembly: no path that
/// a caller sends reaches a disk.
/// </summary>
public sealed class PortalFiles
{
    public const string Index = "index.html";

    /// <summary>What precedes the path in the name of a resource; see Billing.Functions.csproj.</summary>
    private const string Prefix = "portal/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, StaticFile> _files = Read(typeof(PortalFiles).Assembly);

    public IEnumerable<string> Paths => _files.Keys;

    public StaticFile? Find(string path) => _files.GetValueOrDefault(path);

    private static FrozenDictionary<string, StaticFile> Read(Assembly assembly) => assembly.GetManifestResourceNames()
        .Select(name => (Resource: name, Path: name.Replace('\\', '/')))
        .Where(it => it.Path.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(
            it => it.Path[Prefix.Length..],
            it => new StaticFile(Bytes(assembly, it.Resource), Types[Path.GetExtension(it.Path)]),
            StringComparer.Ordinal);

    private static byte[] Bytes(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
