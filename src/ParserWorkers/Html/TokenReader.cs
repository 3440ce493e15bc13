using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Reads a page from its tokens alone, many times faster than from a tree. It stands in for the tree builder where that
/// is simple (text modes, tables, forms, SVG), and gives up on the page where the tree builder would decide what counts or
/// in which order.
/// </summary>
/// <param name="collector">Takes what is found.</param>
/// <param name="text">Holds values until the next token.</param>
internal sealed class TokenReader(PageCollector collector, TokenText text)
{
    // The start tags that are looked at; wherever everything may stand, all others say nothing.
    private static readonly TagSet Telling = new(
    [
        HtmlTag.A, HtmlTag.Area, HtmlTag.Audio, HtmlTag.Base, HtmlTag.Caption, HtmlTag.Col, HtmlTag.ColGroup, HtmlTag.Embed, HtmlTag.Form, HtmlTag.Frame,
        HtmlTag.FrameSet, HtmlTag.Html, HtmlTag.IFrame, HtmlTag.Image, HtmlTag.Img, HtmlTag.Input, HtmlTag.IsIndex, HtmlTag.Link, HtmlTag.Math,
        HtmlTag.Meta, HtmlTag.NoEmbed, HtmlTag.NoFrames, HtmlTag.Object, HtmlTag.PlainText, HtmlTag.Script, HtmlTag.Select, HtmlTag.Source,
        HtmlTag.Style, HtmlTag.Svg, HtmlTag.Table, HtmlTag.TBody, HtmlTag.Td, HtmlTag.Template, HtmlTag.TextArea, HtmlTag.TFoot, HtmlTag.Th,
        HtmlTag.THead, HtmlTag.Title, HtmlTag.Tr, HtmlTag.Track, HtmlTag.Video, HtmlTag.Xmp,
    ]);

    private readonly TableContext _tables = new();
    private readonly ForeignContent _foreign = new();
    private StringBuilder? _title;
    private bool _isInForm;
    private bool _isInSelect;

    private bool IsInPlainBody => !_isInSelect && !_foreign.IsInside && !_tables.IsFostering;

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page in UTF-8.</param>
    /// <returns>False when the tree must be built; what the collector has then is of no use.</returns>
    public bool TryRead(ReadOnlySpan<byte> page)
    {
        var tokenizer = new HtmlTokenizer(page) { SkipsText = true };
        while (true)
        {
            tokenizer.IsInForeignContent = _foreign.IsInside;
            var kind = tokenizer.Read();
            if (_title is not null && ReadTitle(kind, in tokenizer))
            {
                continue;
            }

            switch (kind)
            {
                case TokenKind.StartTag when !TryOpen(ref tokenizer):
                case TokenKind.EndTag when !TryClose(in tokenizer):
                    return false;
                case TokenKind.EndOfFile:
                    return true;
                default:
                    break;
            }
        }
    }

    /// <summary>What the text behind a start tag outside of SVG and MathML is (HTML §13.2.6.2, §13.2.6.4).</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The mode.</returns>
    public static TextMode ModeBehind(HtmlTag tag) => tag switch
    {
        HtmlTag.Title or HtmlTag.TextArea => TextMode.ReferencesOnly,
        HtmlTag.Style or HtmlTag.Xmp or HtmlTag.IFrame or HtmlTag.NoEmbed or HtmlTag.NoFrames => TextMode.RawText,
        HtmlTag.Script => TextMode.ScriptData,
        _ => TextMode.Data,
    };

    private bool TryOpen(ref HtmlTokenizer tokenizer)
    {
        var tag = tokenizer.Tag;
        if (!Telling.Contains(tag) && IsInPlainBody)
        {
            return true;
        }

        if (_foreign.IsInside || tag == HtmlTag.Svg)
        {
            return !_isInSelect && !_tables.IsFostering && _foreign.TryOpen(tag, tokenizer.Name, tokenizer.IsSelfClosing);
        }

        if (tag is HtmlTag.Template or HtmlTag.Math or HtmlTag.FrameSet or HtmlTag.PlainText or HtmlTag.IsIndex
            || (_isInSelect && tag is not (HtmlTag.Option or HtmlTag.OptGroup or HtmlTag.Hr)))
        {
            return false;
        }

        if (_tables.Open(tag))
        {
            return true;
        }

        text.Clear();
        var attributes = new TokenAttributes(tokenizer.NamedAttributes, text);
        if (_tables.IsFostering && !StaysInTable(tag, in attributes))
        {
            return false;
        }

        Collect(tag, ref attributes);
        tokenizer.Enter(ModeBehind(tag));
        return collector.LateBase is null;
    }

    private void Collect(HtmlTag tag, ref TokenAttributes attributes)
    {
        switch (tag)
        {
            case HtmlTag.Frame:
            case HtmlTag.Form when _isInForm:
                // Frames count in framesets only, and a form inside another does not.
                break;
            case HtmlTag.Title:
                _title = collector.HasTitle ? null : new StringBuilder();
                break;
            case HtmlTag.Image:
                // The tree builder calls it img (HTML §13.2.6.4.7).
                collector.Add(HtmlTag.Img, ref attributes);
                break;
            default:
                _isInForm |= tag == HtmlTag.Form;
                _isInSelect |= tag == HtmlTag.Select;
                collector.Add(tag, ref attributes);
                break;
        }
    }

    private bool TryClose(in HtmlTokenizer tokenizer)
    {
        var tag = tokenizer.Tag;
        if (_foreign.IsInside)
        {
            return _foreign.TryClose(tokenizer.Name);
        }

        if (_isInSelect)
        {
            _isInSelect = tag != HtmlTag.Select;
            return tag is HtmlTag.Select or HtmlTag.Option or HtmlTag.OptGroup;
        }

        _isInForm &= tag != HtmlTag.Form;
        return _tables.TryClose(tag);
    }

    /// <returns>True while the title goes on.</returns>
    private bool ReadTitle(TokenKind kind, in HtmlTokenizer tokenizer)
    {
        if (kind == TokenKind.Text)
        {
            text.Clear();
            _title?.Append(text.Append(tokenizer.Data, tokenizer.DataRules));
            return true;
        }

        collector.SetTitle(_title?.ToString());
        _title = null;
        return false;
    }

    /// <summary>The tags that the mode "in table" leaves in place (HTML §13.2.6.4.9), and those that make no element there.</summary>
    private static bool StaysInTable(HtmlTag tag, in TokenAttributes attributes) => tag switch
    {
        HtmlTag.Style or HtmlTag.Script or HtmlTag.Form or HtmlTag.Html or HtmlTag.Head or HtmlTag.Body => true,
        HtmlTag.Input => attributes.TryGet("type", out var type) && type.Equals("hidden", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
