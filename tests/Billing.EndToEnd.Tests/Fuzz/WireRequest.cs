using System.Globalization;
using System.Text;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>How the body is sent, and what is said of its length.</summary>
internal enum Framing
{
    Length,
    Chunked,
    LengthTooLong,
    LengthTooShort,
    LengthTwice,
    LengthNonsense,
    ChunkNonsense,
}

/// <summary>A request as it goes over the wire, however wrong.</summary>
/// <param name="Target">Path and query as they stand in the request line.</param>
/// <param name="Headers">Lines, whole.</param>
internal sealed record WireRequest(
    string Method, string Target, IReadOnlyList<string> Headers, byte[] Body, Framing Framing = Framing.Length)
{
    private const int ChunkBytes = 700;

    /// <summary>After these the server cannot know where the next request begins.</summary>
    public bool EndsConnection => Framing is not (Framing.Length or Framing.Chunked);

    /// <summary>What to ask for to see it again.</summary>
    public override string ToString()
    {
        var body = Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300)));
        return $"{Method} {Short(Target)} {Framing} [{string.Join(" | ", Headers.Select(Short))}] {body}";
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        Line($"{Method} {Target} HTTP/1.1");
        Line("Host: localhost");
        foreach (var header in Headers) Line(header);
        if (Body.Length > 0 || Method is "POST" or "PUT" or "PATCH") Length();
        Line("");
        WriteBody(bytes);
        return bytes.ToArray();

        void Line(string text) => bytes.Write(Encoding.UTF8.GetBytes($"{text}\r\n"));

        void Length()
        {
            if (Framing is Framing.Chunked or Framing.ChunkNonsense) Line("Transfer-Encoding: chunked");
            else Line($"Content-Length: {Said()}");
            if (Framing == Framing.LengthTwice) Line($"Content-Length: {Body.Length + 1}");
        }
    }

    private string Said() => Framing switch
    {
        Framing.LengthTooLong => $"{Body.Length + 10}",
        Framing.LengthTooShort => $"{Body.Length / 2}",
        Framing.LengthNonsense => "-1",
        _ => Body.Length.ToString(CultureInfo.InvariantCulture),
    };

    private void WriteBody(MemoryStream bytes)
    {
        if (Framing is not (Framing.Chunked or Framing.ChunkNonsense))
        {
            bytes.Write(Body);
            return;
        }

        foreach (var chunk in Body.Chunk(ChunkBytes))
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }

        bytes.Write(Framing == Framing.ChunkNonsense ? "zz\r\n\r\n"u8 : "0\r\n\r\n"u8);
    }

    private static string Short(string text) => text.Length > 400 ? $"{text[..400]}… ({text.Length})" : text;
}
