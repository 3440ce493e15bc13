using System.Buffers;
using System.Xml;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// Hands characters to an XML reader until a single tag or comment has taken more of them than
/// <see cref="SitemapLimits.MaxNodeLength"/>. Characters that XML forbids (XML 1.0 §2.2) become U+FFFD: one in a title is
/// no reason to lose the URLs after it.
/// </summary>
/// <param name="source">The characters; not disposed here.</param>
internal sealed class XmlCharacterSource(TextReader source) : TextReader
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\e\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    private int _sinceNode;

    /// <summary>Says that the XML reader has come to another node or piece of text.</summary>
    public void BeginNode() => _sinceNode = 0;

    /// <inheritdoc/>
    /// <exception cref="XmlException">The node is too long.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        if (_sinceNode > SitemapLimits.MaxNodeLength)
        {
            throw new XmlException($"A tag or comment has more than {SitemapLimits.MaxNodeLength} characters.");
        }

        var read = source.Read(buffer, index, count);
        buffer.AsSpan(index, read).ReplaceAny(Forbidden, '\uFFFD');
        _sinceNode += read;
        return read;
    }
}
