using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The attributes of a start tag: only those that somebody asks for become text.</summary>
/// <param name="attributes">The attributes.</param>
/// <param name="text">Holds the values until the next token.</param>
internal readonly ref struct TokenAttributes(TagAttributes attributes, TokenText text) : IElementAttributes
{
    private readonly TagAttributes _attributes = attributes;

    /// <inheritdoc/>
    public bool TryGet(string name, out ReadOnlySpan<char> value)
    {
        var isFound = _attributes.TryFind(name, out var bytes);
        value = isFound ? text.Append(bytes, TextRules.Attribute) : default;
        return isFound;
    }

    /// <inheritdoc/>
    public bool TryGetBytes(string name, out ReadOnlySpan<byte> value) => _attributes.TryFind(name, out value) && text.TryUnescape(value, out value);
}
