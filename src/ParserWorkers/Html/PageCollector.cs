using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// What a page says to a crawler, gathered element by element in tree order. It knows neither trees nor tokens: both
/// readers feed it, so that they cannot differ in what an element means.
/// </summary>
/// <param name="page">The page.</param>
/// <param name="knownBase">The base URL when an earlier pass found it behind links; otherwise null.</param>
internal sealed class PageCollector(PageContext page, WhatwgUrl? knownBase)
{
    private readonly LinkCollector _links = new(page.Links, page.Encoding.QueryEncoding, page.Budget);
    private readonly List<string> _robots = [];
    private readonly List<string> _inlineDocuments = [];
    private ReferenceBase _base = new(knownBase ?? page.Url);
    private bool _isBaseSettled = knownBase is not null;
    private string? _title;
    private string? _language;
    private string? _description;
    private string? _canonical;
    private bool _isRefreshing;

    /// <summary>True for a document inside another: its hyperlinks are links of a frame. Default false.</summary>
    public bool IsInline { get; init; }

    /// <summary>The documents that stand in <c>srcdoc</c> attributes, in document order.</summary>
    public IReadOnlyList<string> InlineDocuments => _inlineDocuments;

    /// <summary>Not null when a base element stood behind links that it concerns: the page must be read again with it.</summary>
    public WhatwgUrl? LateBase { get; private set; }

    /// <summary>True once the title is known; later title elements do not count (HTML §3.1.5).</summary>
    public bool HasTitle => _title is not null;

    /// <summary>The base URL, as far as the page was read.</summary>
    public WhatwgUrl BaseUrl => _base.Url;

    /// <summary>Takes the links of an inline document, behind those of this one.</summary>
    /// <param name="inline">The document, read to its end.</param>
    public void Include(PageCollector inline) => _links.Add(inline._links.Links);

    /// <summary>Takes the text of the first title element.</summary>
    /// <param name="text">Its child text content.</param>
    public void SetTitle(ReadOnlySpan<char> text) => _title ??= Collapse(text);

    /// <summary>Takes one element of the HTML namespace.</summary>
    /// <typeparam name="TAttributes">Tree or token.</typeparam>
    /// <param name="tag">The element's tag.</param>
    /// <param name="attributes">Its attributes; by reference, as those of a token are long to copy.</param>
    public void Add<TAttributes>(HtmlTag tag, ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        switch (tag)
        {
            case HtmlTag.A:
                AddHyperlink(LinkSource.Anchor, ref attributes);
                break;
            case HtmlTag.Area:
                AddHyperlink(LinkSource.Area, ref attributes);
                break;
            case HtmlTag.Base:
                AddBase(ref attributes);
                break;
            case HtmlTag.Embed:
                AddResource("src", LinkSource.EmbeddedObject, ref attributes);
                break;
            case HtmlTag.Form:
                AddForm(ref attributes);
                break;
            case HtmlTag.Frame:
                AddResource("src", LinkSource.Frame, ref attributes);
                break;
            case HtmlTag.Img:
                AddResource("src", LinkSource.Image, ref attributes);
                AddCandidates("srcset", LinkSource.ImageCandidate, ref attributes);
                break;
            case HtmlTag.IFrame:
                AddInlineFrame(ref attributes);
                break;
            case HtmlTag.Input:
                AddInput(ref attributes);
                break;
            case HtmlTag.Link:
                AddLink(ref attributes);
                break;
            case HtmlTag.Meta:
                AddMeta(ref attributes);
                break;
            case HtmlTag.Object:
                AddResource("data", LinkSource.EmbeddedObject, ref attributes);
                break;
            case HtmlTag.Html:
                AddRoot(ref attributes);
                break;
            case HtmlTag.Script:
                AddResource("src", LinkSource.Script, ref attributes);
                break;
            case HtmlTag.Source:
                AddResource("src", LinkSource.Media, ref attributes);
                AddCandidates("srcset", LinkSource.PictureSource, ref attributes);
                break;
            case HtmlTag.Audio:
            case HtmlTag.Track:
                AddResource("src", LinkSource.Media, ref attributes);
                break;
            case HtmlTag.Video:
                AddResource("poster", LinkSource.Poster, ref attributes);
                AddResource("src", LinkSource.Media, ref attributes);
                break;
            default:
                break;
        }
    }

    /// <summary>Makes the reply.</summary>
    /// <param name="documentId">The number of the request.</param>
    /// <param name="fields">What the field rules found.</param>
    /// <param name="isTreeBuilt">True when the tree was built.</param>
    /// <returns>The reply.</returns>
    public ParseReply.Parsed ToReply(long documentId, IReadOnlyList<ParsedField> fields, bool isTreeBuilt) => new()
    {
        DocumentId = documentId,
        Charset = page.Encoding.Name,
        Title = _title,
        Language = _language,
        Description = _description,
        BaseUrl = BaseUrl.Href == page.Url.Href ? null : page.Budget.CutText(BaseUrl.Href),
        Canonical = _canonical,
        Robots = _robots.Count == 0 ? null : page.Budget.CutText(string.Join(", ", _robots)),
        Links = _links.Links,
        Fields = fields,
        LinksDropped = page.Budget.LinksDropped,
        Truncation = page.Budget.Truncation,
        IsTreeBuilt = isTreeBuilt,
    };

    private void AddHyperlink<TAttributes>(LinkSource source, ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        var place = IsInline ? LinkSource.InlineDocument : source;
        var relations = attributes.TryGet("rel", out var rel) ? LinkTypes.ReadRelations(rel) : LinkRelations.None;
        if (!TryAddBytes("href", place, relations, ref attributes) && attributes.TryGet("href", out var href))
        {
            _links.Add(href, _base, place, relations);
        }
    }

    /// <summary>Where there is a <c>srcdoc</c>, <c>src</c> is not loaded (HTML §4.8.5).</summary>
    private void AddInlineFrame<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (attributes.TryGet("srcdoc", out var document))
        {
            _inlineDocuments.Add(document.ToString());
        }
        else
        {
            AddResource("src", LinkSource.InlineFrame, ref attributes);
        }
    }

    /// <summary>An empty value is a resource nowhere in HTML, although it resolves to the base URL.</summary>
    private void AddResource<TAttributes>(string name, LinkSource source, ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (!TryAddBytes(name, source, LinkRelations.None, ref attributes) && attributes.TryGet(name, out var value) && !value.Trim(AsciiWhitespace.Characters).IsEmpty)
        {
            _links.Add(value, _base, source);
        }
    }

    /// <summary>The short way of a link whose bytes need not become text.</summary>
    private bool TryAddBytes<TAttributes>(string name, LinkSource source, LinkRelations relations, ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct =>
        attributes.TryGetBytes(name, out var value) && _links.TryAdd(value, _base, source, relations);

    private void AddCandidates<TAttributes>(string name, LinkSource source, ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (!attributes.TryGet(name, out var value))
        {
            return;
        }

        var candidates = new SourceSet(value);
        while (candidates.MoveNext())
        {
            _links.Add(candidates.Current, _base, source);
        }
    }

    private void AddForm<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        // The invalid and the missing value default of method is GET (HTML §4.10.19.6).
        if (!attributes.TryGet("method", out var method) || !(Is(method, "post") || Is(method, "dialog")))
        {
            AddResource("action", LinkSource.Form, ref attributes);
        }
    }

    private void AddInput<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (attributes.TryGet("type", out var type) && Is(type, "image"))
        {
            AddResource("src", LinkSource.InputImage, ref attributes);
        }
    }

    private void AddLink<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (!attributes.TryGet("rel", out var rel))
        {
            return;
        }

        var destination = attributes.TryGet("as", out var value) ? value : default;
        if (LinkTypes.ReadLinkSource(rel, destination) is not { } source)
        {
            return;
        }

        AddResource("href", source, ref attributes);
        AddCandidates("imagesrcset", LinkSource.ImageCandidate, ref attributes);
        if (_canonical is null && LinkTypes.IsCanonical(rel) && attributes.TryGet("href", out var href))
        {
            _canonical = _links.Resolve(href, BaseUrl);
        }
    }

    private void AddMeta<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (!attributes.TryGet("content", out var content))
        {
            return;
        }

        // HTML §4.2.5.3: a document that will refresh hears of no second one.
        if (!_isRefreshing && attributes.TryGet("http-equiv", out var pragma) && Is(pragma, "refresh") && DeclarativeRefresh.TryParse(content, out var url, out var isImmediate))
        {
            // Inside a frame it is the frame that goes elsewhere.
            var source = isImmediate ? LinkSource.ImmediateRefresh : LinkSource.MetaRefresh;
            _links.Add(url, _base, IsInline ? LinkSource.InlineFrame : source);
            _isRefreshing = true;
        }

        if (!attributes.TryGet("name", out var name))
        {
            return;
        }

        if (Is(name, "description"))
        {
            _description ??= Collapse(content);
        }
        else if (Is(name, "robots") || Is(name, PageContext.AgentName))
        {
            _robots.Add(Collapse(content));
        }
    }

    private void AddRoot<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        // A later html tag adds the attributes that the root lacks (HTML §13.2.6.4.7).
        if (_language is null && attributes.TryGet("lang", out var language))
        {
            _language = page.Budget.CutText(language.ToString());
        }
    }

    private void AddBase<TAttributes>(ref TAttributes attributes)
        where TAttributes : IElementAttributes, allows ref struct
    {
        if (_isBaseSettled || !attributes.TryGet("href", out var href))
        {
            return;
        }

        _isBaseSettled = true;
        var isUsable = WhatwgUrl.TryParse(href, page.Url, page.Encoding.QueryEncoding, out var url)
            && url.Scheme is not ("data" or "javascript");
        if (isUsable && url is not null && url.Href != page.Url.Href)
        {
            _base = new ReferenceBase(url);
            LateBase = _links.HasSeenAny ? url : null;
        }
    }

    private string Collapse(ReadOnlySpan<char> text) => page.Budget.CutText(AsciiWhitespace.Collapse(text, page.Budget.Limits.MaxTextLength));

    private static bool Is(ReadOnlySpan<char> value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
