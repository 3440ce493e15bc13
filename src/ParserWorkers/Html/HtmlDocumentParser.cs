using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html.Tokenization;
using AsyncCrawler.ParserWorkers.Prose;
using AsyncCrawler.ParserWorkers.Structured;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>Reads HTML pages (HTML Living Standard, scripting off).</summary>
/// <param name="limits">The limits for every page.</param>
/// <param name="fields">Applies field rules.</param>
/// <param name="isTreeForced">True to read every page from its tree: the measure of the faster way, in tests and benchmarks.</param>
internal sealed class HtmlDocumentParser(DocumentLimits limits, FieldExtractor fields, bool isTreeForced = false) : IDocumentParser
{
    private readonly InlineDocumentReader _inline = new(limits);

    // Used again for each page.
    private readonly LinkTable _links = new();
    private readonly TokenText _text = new();

    // Each is made when the first page needs a tree: to make all costs a worker a twentieth of its start, and few pages need one.
    private HtmlParser LinksOnly => field ??= TreeReader.MakeParser();

    private HtmlParser Complete => field ??= new(new HtmlParserOptions { DisableElementPositionTracking = true });

    /// <inheritdoc/>
    public ParseReply Parse(ParseRequest request)
    {
        if (!WhatwgUrl.TryParse(request.Url, baseUrl: null, queryEncoding: null, out var url))
        {
            return Refuse(request, RefusalReason.BadRequest, "The document's URL does not parse.");
        }

        var contentType = ContentType.Parse(request.ContentType);
        if (DocumentSniffer.FindObjection(contentType, request.Body.Span) is { } objection)
        {
            return Refuse(request, RefusalReason.NotADocument, objection);
        }

        var isCut = request.Body.Length > limits.MaxInputBytes;
        var body = isCut ? request.Body[..limits.MaxInputBytes] : request.Body;
        using var text = DecodedText.Decode(body, contentType);
        var needsTree = isTreeForced || request.WantsContents;
        try
        {
            return (needsTree ? null : TryReadTokens(request, url, text, isCut)) ?? TryReadTree(request, url, text, isCut);
        }
        catch (FieldRuleException fault)
        {
            return Refuse(request, RefusalReason.BadRequest, fault.Message);
        }
    }

    private ParseReply.Parsed? TryReadTokens(ParseRequest request, WhatwgUrl url, DecodedText text, bool isCut)
    {
        var page = NewPage(url, text, isCut);
        var collector = new PageCollector(page, knownBase: null);
        if (!new TokenReader(collector, _text).TryRead(text.Utf8Text.Span))
        {
            return null;
        }

        _inline.Read(collector, page.Budget);
        return collector.ToReply(request.DocumentId, fields: [], isTreeBuilt: false);
    }

    private ParseReply TryReadTree(ParseRequest request, WhatwgUrl url, DecodedText text, bool isCut) =>
        TreeCost.FindExcess(text.Utf8Text.Span) is { } excess
            ? Refuse(request, excess, "The page has far too many elements, or opens far more inside one another than it closes: its tree would be out of all proportion.")
            : ReadTree(request, url, text, isCut);

    private ParseReply.Parsed ReadTree(ParseRequest request, WhatwgUrl url, DecodedText text, bool isCut)
    {
        var parser = request.WantsContents ? Complete : LinksOnly;
        using var document = parser.ParseDocument(text.GetCharacters(out var length), length);
        var page = NewPage(url, text, isCut);
        var collector = new PageCollector(page, knownBase: null);
        TreeReader.Read(document, collector);
        if (collector.LateBase is { } lateBase)
        {
            page = NewPage(url, text, isCut);
            collector = new PageCollector(page, lateBase);
            TreeReader.Read(document, collector);
        }

        _inline.Read(collector, page.Budget);
        if (!request.WantsContents)
        {
            return collector.ToReply(request.DocumentId, fields: [], isTreeBuilt: true);
        }

        var tree = DocumentTree.Build(document);
        var found = fields.Extract(tree, request.Fields, page.Budget);
        var structured = request.WantsStructuredData ? new StructuredDataReader(page.Budget).Read(tree) : null;
        var prose = request.TextForm == PageTextForm.None ? null : new PageTextReader(tree, collector.BaseUrl, page).Read(request.TextForm);
        return collector.ToReply(request.DocumentId, found, isTreeBuilt: true) with { StructuredData = structured, PageText = prose };
    }

    private PageContext NewPage(WhatwgUrl url, DecodedText text, bool isCut)
    {
        _links.Clear();
        var page = new PageContext(url, text.Encoding, new DocumentBudget(limits), _links);
        if (isCut)
        {
            page.Budget.NoteTruncation(DocumentTruncation.Input);
        }

        return page;
    }

    private static ParseReply.Refused Refuse(ParseRequest request, RefusalReason reason, string detail) =>
        new() { DocumentId = request.DocumentId, Reason = reason, Detail = detail };
}
