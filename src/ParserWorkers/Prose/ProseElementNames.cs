namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Maps the local names of HTML elements.</summary>
internal static class ProseElementNames
{
    /// <summary>Tells what a name means.</summary>
    /// <param name="name">The local name in lower case.</param>
    /// <returns>The meaning; <see cref="ProseElement.Inline"/> for what is not known.</returns>
    public static ProseElement Classify(string name) => name switch
    {
        "p" => ProseElement.Paragraph,
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => ProseElement.Heading,
        "ul" or "menu" or "dir" => ProseElement.List,
        "ol" => ProseElement.OrderedList,
        "li" => ProseElement.Item,
        "blockquote" => ProseElement.Quote,
        "pre" or "listing" or "xmp" or "plaintext" => ProseElement.Preformatted,
        "table" => ProseElement.Table,
        "caption" or "thead" or "tbody" or "tfoot" or "colgroup" => ProseElement.TablePart,
        "tr" => ProseElement.Row,
        "td" or "th" => ProseElement.Cell,
        "br" => ProseElement.LineBreak,
        "hr" => ProseElement.Rule,
        "a" => ProseElement.Link,
        "em" or "i" or "cite" or "dfn" or "var" => ProseElement.Emphasis,
        "strong" or "b" => ProseElement.Strong,
        "code" or "kbd" or "samp" or "tt" => ProseElement.Code,
        "img" => ProseElement.Image,
        "html" or "body" or "main" or "article" or "section" or "div" or "address" or "center" or "details" or "summary" or "dl" or "dt" or "dd"
            or "fieldset" or "legend" or "figure" or "figcaption" or "form" or "hgroup" or "search" or "optgroup" or "option" => ProseElement.Block,
        "head" or "script" or "style" or "noscript" or "noframes" or "noembed" or "iframe" or "object" or "embed" or "applet" or "svg" or "math" or "canvas"
            or "audio" or "video" or "map" or "select" or "button" or "input" or "textarea" or "datalist" or "progress" or "meter" or "template" or "rp"
            or "nav" or "header" or "footer" or "aside" or "dialog" => ProseElement.Dropped,
        _ => ProseElement.Inline,
    };

    /// <summary>Tells whether an element stands on lines of its own.</summary>
    /// <param name="element">The element.</param>
    /// <returns>True for blocks, parts of tables included.</returns>
    public static bool IsBlock(ProseElement element) => element is >= ProseElement.Block and <= ProseElement.Cell or ProseElement.Rule;
}
