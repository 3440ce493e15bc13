using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The attributes of an element in the tree.</summary>
/// <param name="element">The element.</param>
internal readonly struct TreeAttributes(IElement element) : IElementAttributes
{
    /// <inheritdoc/>
    public bool TryGet(string name, out ReadOnlySpan<char> value)
    {
        var text = element.GetAttribute(name);
        value = text;
        return text is not null;
    }

    /// <inheritdoc/>
    public bool TryGetBytes(string name, out ReadOnlySpan<byte> value)
    {
        value = default;
        return false;
    }
}
