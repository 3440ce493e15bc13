using System.Runtime.InteropServices;
using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Follows SVG inside HTML while it is well-formed (HTML §13.2.6.5); whatever breaks out of it, or brings HTML into it, is
/// left to the tree builder.
/// </summary>
internal sealed class ForeignContent
{
    private readonly Stack<(HtmlTag Tag, int NameLength)> _open = new();

    // The names of the open elements, one behind the other.
    private readonly List<byte> _names = [];

    /// <summary>True inside SVG.</summary>
    public bool IsInside => _open.Count > 0;

    /// <summary>Takes a start tag inside SVG, or the one of <c>svg</c> itself.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="name">Its name in any case.</param>
    /// <param name="isSelfClosing">True for <c>/&gt;</c>.</param>
    /// <returns>False when the tree builder must decide.</returns>
    public bool TryOpen(HtmlTag tag, ReadOnlySpan<byte> name, bool isSelfClosing)
    {
        // In title and desc, and in foreignObject, HTML goes on. What is not ASCII may be written in several ways that mean one name.
        var isHtmlInside = _open.TryPeek(out var current) && current.Tag is HtmlTag.Title or HtmlTag.Desc;
        if (isHtmlInside || tag is HtmlTag.ForeignObject or HtmlTag.Math or HtmlTag.Font || IsBreakout(tag) || name.ContainsAnyExceptInRange((byte)0x01, (byte)0x7F))
        {
            return false;
        }

        if (!isSelfClosing)
        {
            _open.Push((tag, name.Length));
            _names.AddRange(name);
        }

        return true;
    }

    /// <summary>Takes an end tag inside SVG.</summary>
    /// <param name="name">Its name in any case.</param>
    /// <returns>False when the tree builder must decide.</returns>
    public bool TryClose(ReadOnlySpan<byte> name)
    {
        var start = _names.Count - _open.Peek().NameLength;
        if (!Ascii.EqualsIgnoreCase(name, CollectionsMarshal.AsSpan(_names)[start..]))
        {
            return false;
        }

        _open.Pop();
        _names.RemoveRange(start, _names.Count - start);
        return true;
    }

    /// <summary>The start tags that end foreign content (HTML §13.2.6.5), of which "font" does so with some attributes only.</summary>
    private static bool IsBreakout(HtmlTag tag) => tag is
        HtmlTag.B or HtmlTag.Big or HtmlTag.BlockQuote or HtmlTag.Body or HtmlTag.Br or HtmlTag.Center or HtmlTag.Code or HtmlTag.Dd or HtmlTag.Div
        or HtmlTag.Dl or HtmlTag.Dt or HtmlTag.Em or HtmlTag.Embed or HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6
        or HtmlTag.Head or HtmlTag.Hr or HtmlTag.I or HtmlTag.Img or HtmlTag.Li or HtmlTag.Listing or HtmlTag.Menu or HtmlTag.Meta or HtmlTag.NoBr
        or HtmlTag.Ol or HtmlTag.P or HtmlTag.Pre or HtmlTag.Ruby or HtmlTag.S or HtmlTag.Small or HtmlTag.Span or HtmlTag.Strong or HtmlTag.Strike
        or HtmlTag.Sub or HtmlTag.Sup or HtmlTag.Table or HtmlTag.Tt or HtmlTag.U or HtmlTag.Ul or HtmlTag.Var;
}
