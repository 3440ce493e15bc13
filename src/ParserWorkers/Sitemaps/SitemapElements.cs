using System.Globalization;
using System.Xml;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// Knows which elements of sitemaps (sitemaps.org), their image, video and hreflang extensions (Google), RSS and Atom
/// (RFC 4287) hold URLs. It goes by local names alone: in the wild the namespaces are wrong or missing.
/// </summary>
/// <param name="links">Collects the URLs.</param>
/// <param name="maxUrlLength">Most characters of a URL.</param>
internal sealed class SitemapElements(SitemapLinks links, int maxUrlLength)
{
    private readonly Stack<string> _open = new();
    private readonly UrlText _text = new(maxUrlLength);
    private int _collectingDepth;
    private string? _itemIdentifier;
    private bool _itemHasLink;
    private string? _lastModified;
    private byte? _priority;

    /// <summary>True once the root element was seen and is one of a sitemap or feed.</summary>
    public bool HasRoot { get; private set; }

    /// <summary>Says whether documents with this root are read; <c>RDF</c> is RSS 1.0.</summary>
    /// <param name="name">The root's local name.</param>
    /// <returns>True for sitemaps and feeds.</returns>
    public static bool IsKnownRoot(string name) => name is "urlset" or "sitemapindex" or "rss" or "RDF" or "feed";

    /// <summary>Notes the start of an element.</summary>
    /// <param name="reader">Stands on the element.</param>
    public void Open(XmlReader reader)
    {
        HasRoot = true;
        var name = reader.LocalName;
        var parent = _open.TryPeek(out var outer) ? outer : "";
        _open.Push(name);
        switch (parent, name)
        {
            case ("url" or "sitemap" or "image", "loc") or ("url" or "sitemap", "lastmod" or "priority") or ("video", "thumbnail_loc" or "content_loc") or ("item", "link" or "guid"):
                _collectingDepth = _collectingDepth == 0 ? _open.Count : _collectingDepth;
                break;
            case ("url" or "entry", "link") when reader.GetAttribute("href") is { } href && IsAlternate(reader.GetAttribute("rel")):
                _text.Append(href);
                links.Add(_text, parent == "url" ? LinkSource.Alternate : LinkSource.SitemapPage);
                break;
            case (_, "url" or "sitemap"):
                (_lastModified, _priority) = (null, null);
                links.BeginEntry();
                break;
            case (_, "item"):
                (_itemIdentifier, _itemHasLink) = (null, false);
                break;
            default:
                break;
        }
    }

    /// <summary>Adds characters to the innermost element.</summary>
    /// <param name="characters">The next ones.</param>
    public void Append(ReadOnlySpan<char> characters)
    {
        if (_collectingDepth > 0)
        {
            _text.Append(characters);
        }
    }

    /// <summary>Notes the end of the innermost element.</summary>
    public void Close()
    {
        var isCollected = _open.Count == _collectingDepth;
        var name = _open.Pop();
        if (isCollected)
        {
            _collectingDepth = 0;
            TakeUrl(_open.Peek(), name);
        }
        else if (name is "url" or "sitemap")
        {
            EndEntry();
        }
        else if (name == "item" && !_itemHasLink && _itemIdentifier is { } identifier && SitemapLinks.IsWebUrl(identifier))
        {
            // RSS 2.0: a guid may be the permanent URL; many feeds have it instead of a link, whatever isPermaLink says.
            links.Add(identifier, LinkSource.SitemapPage);
        }
    }

    // Atom (RFC 4287 §4.2.7.2): a link without rel is an alternate, the page that the entry stands for.
    private static bool IsAlternate(string? relation) => relation is null or "alternate";

    private void EndEntry()
    {
        if (_lastModified is not null || _priority is not null)
        {
            links.EndEntry(new SitemapHint(_lastModified, _priority));
        }
    }

    private void TakeHint(string name)
    {
        var isWhole = !_text.IsTooLong;
        var value = _text.Take();
        if (name == "lastmod")
        {
            _lastModified = isWhole && value.Length <= SitemapHint.MaxDateLength ? value : null;
        }
        else
        {
            _priority = isWhole && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var priority) && priority is >= 0 and <= 1
                ? (byte)Math.Round(priority * 100)
                : null;
        }
    }

    private void TakeUrl(string parent, string name)
    {
        if (_text.IsBlank)
        {
            _text.Take();
        }
        else if (name is "lastmod" or "priority")
        {
            TakeHint(name);
        }
        else if (name == "guid")
        {
            var isWhole = !_text.IsTooLong;
            var identifier = _text.Take();
            _itemIdentifier = isWhole ? identifier : null;
        }
        else
        {
            _itemHasLink |= name == "link";
            links.Add(_text, SourceOf(parent, name));
        }
    }

    private static LinkSource SourceOf(string parent, string name) => (parent, name) switch
    {
        ("sitemap", _) => LinkSource.SitemapChild,
        ("image", _) or (_, "thumbnail_loc") => LinkSource.Image,
        (_, "content_loc") => LinkSource.Media,
        _ => LinkSource.SitemapPage,
    };
}
