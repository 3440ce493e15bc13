using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Reads a page from its tokens alone, several times faster than from a tree. It stands in for the tree builder where that
/// is simple (text modes, tables, forms, SVG), and gives up on the page where the tree builder would decide what counts or
/// in which order.
/// </summary>
/// <param name="collector">Takes what is found.</param>
internal sealed class TokenReader(PageCollector collector)
{
    private readonly TableContext _tables = new();
    private readonly ForeignContent _foreign = new();
    private StringBuilder? _title;
    private bool _isInForm;
    private bool _isInSelect;

    /// <summary>Reads a page.</summary>
    /// <param name="characters">The page's text; not modified.</param>
    /// <param name="length">Its length.</param>
    /// <returns>False when the tree must be built; what the collector has then is of no use.</returns>
    public bool TryRead(char[] characters, int length)
    {
        using var source = new TextSource(new CharArrayTextSource(characters, length));
        using var tokenizer = MakeTokenizer(source);
        while (true)
        {
            tokenizer.IsAcceptingCharacterData = _foreign.IsInside;
            ref var token = ref tokenizer.GetStructToken();
            if (token.Type == HtmlTokenType.Character)
            {
                _title?.Append(token.Data.Memory.Span);
                continue;
            }

            EndTitle();
            switch (token.Type)
            {
                case HtmlTokenType.StartTag when !TryOpen(ref token, tokenizer):
                case HtmlTokenType.EndTag when !TryClose(token.Name.Memory.Span):
                    return false;
                case HtmlTokenType.EndOfFile:
                    return true;
                default:
                    break;
            }
        }
    }

    /// <summary>Makes a tokenizer that skips whatever is no tag.</summary>
    /// <param name="source">The page.</param>
    /// <returns>The tokenizer, owned by the caller.</returns>
    public static HtmlTokenizer MakeTokenizer(TextSource source) => new(source, HtmlEntityProvider.ResolverExtended)
    {
        SkipComments = true,
        SkipCDATA = true,
        SkipDataText = true,
        SkipPlaintext = true,
        SkipProcessingInstructions = true,
        SkipRawText = true,
        SkipRCDataText = true,
        SkipScriptText = true,
    };

    /// <summary>How the tokenizer goes on behind a start tag outside of SVG and MathML (HTML §13.2.6.2, §13.2.6.4).</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>The mode.</returns>
    public static HtmlParseMode ModeOf(ReadOnlySpan<char> name) => name switch
    {
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "script" => HtmlParseMode.Script,
        _ => HtmlParseMode.PCData,
    };

    private bool TryOpen(ref StructHtmlToken token, HtmlTokenizer tokenizer)
    {
        var name = token.Name.Memory.Span;
        if (_foreign.IsInside || name is "svg")
        {
            return !_isInSelect && !_tables.IsFostering && _foreign.TryOpen(name, token.IsSelfClosing);
        }

        if (name is "template" or "math" or "frameset" or "plaintext" or "isindex" || (_isInSelect && name is not ("option" or "optgroup" or "hr")))
        {
            return false;
        }

        if (_tables.Open(name))
        {
            return true;
        }

        var attributes = new TokenAttributes(ref token);
        if (_tables.IsFostering && !StaysInTable(name, attributes))
        {
            return false;
        }

        Collect(name, attributes);
        _isInSelect |= name is "select";
        tokenizer.State = ModeOf(name);
        tokenizer.SkipRCDataText = _title is null;
        return collector.LateBase is null;
    }

    private void Collect(ReadOnlySpan<char> name, TokenAttributes attributes)
    {
        // The tree builder calls an image img (HTML §13.2.6.4.7).
        var element = name is "image" ? PageElement.Image : PageElementNames.Classify(name);
        switch (element)
        {
            case PageElement.None:
            case PageElement.Frame:
            case PageElement.Form when _isInForm:
                // Frames count in framesets only, and a form inside another does not.
                break;
            case PageElement.Title:
                _title = collector.HasTitle ? null : new StringBuilder();
                break;
            default:
                _isInForm |= element == PageElement.Form;
                collector.Add(element, attributes);
                break;
        }
    }

    private bool TryClose(ReadOnlySpan<char> name)
    {
        if (_foreign.IsInside)
        {
            return _foreign.TryClose(name);
        }

        if (_isInSelect)
        {
            _isInSelect = name is not "select";
            return name is "select" or "option" or "optgroup";
        }

        _isInForm &= name is not "form";
        return _tables.TryClose(name);
    }

    private void EndTitle()
    {
        if (_title is not null)
        {
            collector.SetTitle(_title.ToString());
            _title = null;
        }
    }

    /// <summary>The tags that the mode "in table" leaves in place (HTML §13.2.6.4.9), and those that make no element there.</summary>
    private static bool StaysInTable(ReadOnlySpan<char> name, TokenAttributes attributes) => name switch
    {
        "style" or "script" or "form" or "html" or "head" or "body" => true,
        "input" => attributes.TryGet("type", out var type) && type.Equals("hidden", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
