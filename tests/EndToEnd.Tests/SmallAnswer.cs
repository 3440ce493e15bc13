using System.IO.Compression;
using System.Text;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>One answer of a <see cref="SmallSite"/>.</summary>
internal sealed record SmallAnswer(string Text, string ContentType = "text/html", int Status = 200)
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>True when the text is sent as a gzip file, without a content coding.</summary>
    public bool IsGzipFile { get; init; }

    public static SmallAnswer Robots(string text) => new(text, "text/plain");

    public static SmallAnswer Xml(string text) => new(text, "application/xml");

    public byte[] BytesFor(string site)
    {
        var bytes = Encoding.UTF8.GetBytes(Text.Replace("{site}", site, StringComparison.Ordinal));
        if (!IsGzipFile)
        {
            return bytes;
        }

        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return file.ToArray();
    }
}
