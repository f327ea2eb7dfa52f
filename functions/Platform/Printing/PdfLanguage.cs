using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Billing.Platform.Printing;

/// <summary>
/// Tells a PDF's language, so that it is read aloud as what it is. The drawing library has no word for it: the file's
/// root object is written once more at the end, as PDF does with changes.
/// </summary>
public static partial class PdfLanguage
{
    /// <param name="language">As RFC 5646 writes it.</param>
    public static byte[] Tell(byte[] file, string language)
    {
        var text = Encoding.Latin1.GetString(file);
        var trailer = Trailer().Match(text);
        var root = trailer.Groups["root"].Value;
        var start = text.LastIndexOf($"\n{root} 0 obj\n<<", StringComparison.Ordinal) + 1;
        Invariant.Holds(trailer.Success && start > 0, "a PDF that was drawn has a root object");

        var head = $"{root} 0 obj\n<<";
        var end = text.IndexOf("endobj", start, StringComparison.Ordinal);
        var added = $"{head}/Lang ({language})\n{text[(start + head.Length)..end]}endobj\n";
        var place = file.Length.ToString("D10", CultureInfo.InvariantCulture);
        var table = string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n{root} 1\n{place} 00000 n \ntrailer\n<<{trailer.Groups["entries"].Value}\n"
            + $"/Prev {trailer.Groups["xref"].Value}>>\nstartxref\n{file.Length + added.Length}\n%%EOF\n");
        return [.. file, .. Encoding.Latin1.GetBytes(added), .. Encoding.Latin1.GetBytes(table)];
    }

    [GeneratedRegex(
        @"trailer\n<<(?<entries>[^>]*/Root (?<root>\d+) 0 R[^>]*)>>\nstartxref\n(?<xref>\d+)\n%%EOF\n?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();
}
