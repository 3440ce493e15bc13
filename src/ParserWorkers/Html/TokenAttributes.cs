using AngleSharp.Common;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The attributes of a start tag.</summary>
internal readonly ref struct TokenAttributes : IElementAttributes
{
    private readonly ref StructHtmlToken _token;

    /// <summary>Wraps a token.</summary>
    /// <param name="token">The token, valid until the next one is read.</param>
    public TokenAttributes(ref StructHtmlToken token) => _token = ref token;

    /// <inheritdoc/>
    public bool TryGet(string name, out ReadOnlySpan<char> value)
    {
        var attributes = _token.Attributes;
        for (var i = 0; i < attributes.Count; i++)
        {
            var attribute = attributes[i];
            if (attribute.Name.Memory.Span.SequenceEqual(name))
            {
                value = attribute.Value.Memory.Span;
                return true;
            }
        }

        value = default;
        return false;
    }
}
