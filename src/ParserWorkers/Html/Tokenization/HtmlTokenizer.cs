using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Reads the tokens of a page from its bytes (HTML §13.2.5). A token is a place in the page: nothing is decoded, copied or
/// allocated until somebody asks for it. The states of the standard are here the places where the code stands; what it leaves
/// out are parse errors, and what a document type says.
/// </summary>
/// <param name="source">The page in UTF-8; what is no UTF-8 is no markup either.</param>
internal ref struct HtmlTokenizer(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private ReadOnlySpan<byte> _lastStartTag;
    private int _position;
    private int _attributes;
    private AttributePlaces _places;
    private int _placeCount;
    private int _behindPlaces;

    /// <summary>What the text that follows is; set by whoever knows the element that was opened. An end tag, or the end of a section, sets it back.</summary>
    public TextMode Mode { readonly get; private set; }

    /// <summary>True while the "adjusted current node" is one of SVG or MathML: only there are CDATA sections.</summary>
    public bool IsInForeignContent { private get; set; }

    /// <summary>True to read over the text of the data state, which is most of a page. Default false.</summary>
    public bool SkipsText { private get; set; }

    /// <summary>Of a tag, which one it is.</summary>
    public HtmlTag Tag { readonly get; private set; }

    /// <summary>Of a tag, its name as written.</summary>
    public ReadOnlySpan<byte> Name { readonly get; private set; }

    /// <summary>True for a start tag that ends in <c>/&gt;</c>.</summary>
    public bool IsSelfClosing { readonly get; private set; }

    /// <summary>Of a tag, its attributes.</summary>
    public readonly AttributeReader Attributes => new(_source, _attributes);

    /// <summary>The same attributes, to look into by name until the next token.</summary>
    [UnscopedRef]
    public readonly TagAttributes NamedAttributes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_source, _places[.._placeCount], _placeCount == AttributePlaces.Count ? _behindPlaces : -1);
    }

    /// <summary>Of a text or a comment, its bytes as they stand.</summary>
    public ReadOnlySpan<byte> Data { readonly get; private set; }

    /// <summary>How <see cref="Data"/> become text.</summary>
    public TextRules DataRules { readonly get; private set; }

    /// <summary>Tells what the text behind a start tag is.</summary>
    /// <param name="mode">Its mode; where an end tag ends it, it is the one of that start tag.</param>
    public void Enter(TextMode mode) => Mode = mode;

    /// <summary>The same behind a start tag that is not in the page.</summary>
    /// <param name="mode">Its mode.</param>
    /// <param name="lastStartTag">The name of that start tag.</param>
    public void Enter(TextMode mode, ReadOnlySpan<byte> lastStartTag)
    {
        Mode = mode;
        _lastStartTag = lastStartTag;
    }

    /// <summary>Reads the next token.</summary>
    /// <returns>What it is.</returns>
    public TokenKind Read() => Mode switch
    {
        TextMode.ReferencesOnly => ReadText(RawText.FindEnd(_source, _position, _lastStartTag), TextRules.References),
        TextMode.RawText => ReadText(RawText.FindEnd(_source, _position, _lastStartTag), TextRules.None),
        TextMode.ScriptData => ReadText(ScriptText.FindEnd(_source, _position, _lastStartTag), TextRules.None),
        TextMode.PlainText => ReadText(_source.Length, TextRules.None),
        TextMode.CharacterData => ReadSection(),
        _ => ReadData(),
    };

    /// <summary>Text, or where there is none the end tag that ends it.</summary>
    private TokenKind ReadText(int end, TextRules rules)
    {
        if (end > _position)
        {
            return Text(end, rules);
        }

        Mode = TextMode.Data;
        return end == _source.Length ? TokenKind.EndOfFile : ReadTag(end + "</".Length, isEndTag: true);
    }

    /// <summary>"CDATA section state" (HTML §13.2.5.69); a section may be empty.</summary>
    private TokenKind ReadSection()
    {
        var length = _source[_position..].IndexOf("]]>"u8);
        var kind = Text(length < 0 ? _source.Length : _position + length, TextRules.KeepsNull);
        _position += length < 0 ? 0 : "]]>".Length;
        Mode = TextMode.Data;
        return kind;
    }

    /// <summary>"Data state" (HTML §13.2.5.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TokenKind ReadData()
    {
        var page = _source;
        var at = _position;
        while (true)
        {
            var next = MarkupBytes.IndexOfLessThan(page[at..]);
            at = next < 0 ? page.Length : at + next;
            if (next >= 0 && !IsMarkup(page[(at + 1)..]))
            {
                at++;
                continue;
            }

            if (at > _position && !SkipsText)
            {
                return Text(at, TextRules.References | TextRules.KeepsNull);
            }

            if (next < 0)
            {
                _position = at;
                return TokenKind.EndOfFile;
            }

            switch (page[at + 1])
            {
                case (byte)'/' when MarkupBytes.IsLetter(page[at + 2]):
                    return ReadTag(at + 2, isEndTag: true);
                case (byte)'/' when page[at + 2] != '>':
                    return Comment(MarkupDeclaration.ReadBogusComment(page, at + 2, out _position));
                case (byte)'/':
                    // §13.2.5.7: nothing at all.
                    _position = at += "</>".Length;
                    break;
                case (byte)'!':
                    return ReadDeclaration(at + 2);
                case (byte)'?':
                    return Comment(MarkupDeclaration.ReadBogusComment(page, at + 1, out _position));
                default:
                    return ReadTag(at + 1, isEndTag: false);
            }
        }
    }

    /// <summary>"Tag open state" and "end tag open state" (HTML §13.2.5.6, §13.2.5.7): whether a less-than sign is more than text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsMarkup(ReadOnlySpan<byte> behind) =>
        !behind.IsEmpty && (MarkupBytes.IsLetter(behind[0]) || (behind[0] == '/' && behind.Length > 1) || behind[0] is (byte)'!' or (byte)'?');

    /// <summary>"Markup declaration open state" (HTML §13.2.5.42).</summary>
    private TokenKind ReadDeclaration(int at)
    {
        var rest = _source[at..];
        if (rest.StartsWith("--"u8))
        {
            return Comment(MarkupDeclaration.ReadComment(_source, at + "--".Length, out _position));
        }

        if (IsInForeignContent && rest.StartsWith("[CDATA["u8))
        {
            _position = at + "[CDATA[".Length;
            return ReadSection();
        }

        var comment = MarkupDeclaration.ReadBogusComment(_source, at, out _position);

        // §13.2.5.53 to .68: a greater-than sign ends a document type wherever it stands, also in quotes.
        return rest.Length >= 7 && Ascii.EqualsIgnoreCase(rest[..7], "doctype"u8) ? TokenKind.DocumentType : Comment(comment);
    }

    /// <summary>"Tag name state" (HTML §13.2.5.8), and all up to the end of the tag. At the end of the page there is no tag.</summary>
    private TokenKind ReadTag(int start, bool isEndTag)
    {
        // What is known stays in registers where a field would be read again.
        var page = _source;
        Tag = HtmlTagNames.Read(page, start, out var end);
        var name = page[start..end];
        Name = name;
        _attributes = end;
        _placeCount = 0;
        IsSelfClosing = false;
        if (end < page.Length && page[end] == '>')
        {
            _position = end + 1;
        }
        else if (!TrySkipAttributes())
        {
            return TokenKind.EndOfFile;
        }

        if (isEndTag)
        {
            return TokenKind.EndTag;
        }

        _lastStartTag = name;
        return TokenKind.StartTag;
    }

    private bool TrySkipAttributes()
    {
        var attributes = Attributes;
        while (attributes.MoveNext())
        {
            if (_placeCount < AttributePlaces.Count)
            {
                _places[_placeCount++] = attributes.Place;
                _behindPlaces = attributes.Position;
            }
        }

        _position = attributes.Position;
        IsSelfClosing = attributes.IsSelfClosing;
        return !attributes.IsCut;
    }

    private TokenKind Text(int end, TextRules rules)
    {
        Data = _source[_position..end];
        DataRules = rules;
        _position = end;
        return TokenKind.Text;
    }

    private TokenKind Comment(ReadOnlySpan<byte> data)
    {
        Data = data;
        DataRules = TextRules.None;
        return TokenKind.Comment;
    }
}
