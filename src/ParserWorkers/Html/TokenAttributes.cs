using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The attributes of a start tag: only those that somebody asks for become text.</summary>
/// <param name="attributes">The attributes, not yet read.</param>
/// <param name="text">Holds the values until the next token.</param>
internal readonly ref struct TokenAttributes(AttributeReader attributes, TokenText text) : IElementAttributes
{
    private readonly AttributeReader _attributes = attributes;

    /// <inheritdoc/>
    public bool TryGet(string name, out ReadOnlySpan<char> value)
    {
        var attributes = _attributes;
        while (attributes.MoveNext())
        {
            if (Ascii.EqualsIgnoreCase(attributes.Name, name))
            {
                value = text.Append(attributes.Value, TextRules.Attribute);
                return true;
            }
        }

        value = default;
        return false;
    }
}
