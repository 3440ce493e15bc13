using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>Reads sitemaps that are plain text, one URL a line (sitemaps.org); blank lines do not count.</summary>
internal static class SitemapLines
{
    private const int ChunkLength = 4096;

    /// <summary>Reads until the end, or the last URL that may be reported.</summary>
    /// <param name="text">The document.</param>
    /// <param name="stream">Where the text comes from: when it ended early, the last line is not whole.</param>
    /// <param name="links">Collects the URLs.</param>
    /// <param name="maxUrlLength">Most characters of a URL.</param>
    public static void Read(TextReader text, SitemapStream stream, SitemapLinks links, int maxUrlLength)
    {
        var line = new UrlText(maxUrlLength);
        var chunk = new char[ChunkLength];
        while (!links.IsFull && text.Read(chunk, 0, chunk.Length) is > 0 and var length)
        {
            ReadOnlySpan<char> rest = chunk.AsSpan(0, length);
            for (var end = rest.IndexOfAny('\r', '\n'); end >= 0 && !links.IsFull; end = rest.IndexOfAny('\r', '\n'))
            {
                line.Append(rest[..end]);
                End(line, links);
                rest = rest[(end + 1)..];
            }

            line.Append(rest);
        }

        if (!links.IsFull && stream.Fault is null)
        {
            End(line, links);
        }
    }

    private static void End(UrlText line, SitemapLinks links)
    {
        if (!line.IsBlank)
        {
            links.Add(line, LinkSource.SitemapPage);
        }
    }
}
