namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Follows SVG inside HTML while it is well-formed (HTML §13.2.6.5); whatever breaks out of it, or brings HTML into it, is
/// left to the tree builder.
/// </summary>
internal sealed class ForeignContent
{
    private readonly Stack<string> _open = new();

    /// <summary>True inside SVG.</summary>
    public bool IsInside => _open.Count > 0;

    /// <summary>Takes a start tag inside SVG, or the one of <c>svg</c> itself.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <param name="isSelfClosing">True for <c>/&gt;</c>.</param>
    /// <returns>False when the tree builder must decide.</returns>
    public bool TryOpen(ReadOnlySpan<char> name, bool isSelfClosing)
    {
        // In title and desc, and in foreignObject, HTML goes on. Behind an empty svg root AngleSharp still reads CDATA
        // sections, which the standard does not.
        if ((isSelfClosing && !IsInside) || (_open.TryPeek(out var current) && current is "title" or "desc") || name is "foreignobject" or "math" or "font" || IsBreakout(name))
        {
            return false;
        }

        if (!isSelfClosing)
        {
            _open.Push(name.ToString());
        }

        return true;
    }

    /// <summary>Takes an end tag inside SVG.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>False when the tree builder must decide.</returns>
    public bool TryClose(ReadOnlySpan<char> name)
    {
        if (!name.SequenceEqual(_open.Peek()))
        {
            return false;
        }

        _open.Pop();
        return true;
    }

    /// <summary>The start tags that end foreign content (HTML §13.2.6.5), of which "font" does so with some attributes only.</summary>
    private static bool IsBreakout(ReadOnlySpan<char> name) => name is
        "b" or "big" or "blockquote" or "body" or "br" or "center" or "code" or "dd" or "div" or "dl" or "dt" or "em" or "embed"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "head" or "hr" or "i" or "img" or "li" or "listing" or "menu" or "meta"
        or "nobr" or "ol" or "p" or "pre" or "ruby" or "s" or "small" or "span" or "strong" or "strike" or "sub" or "sup" or "table"
        or "tt" or "u" or "ul" or "var";
}
