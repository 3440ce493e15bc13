namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The attributes of an element, from the tree or from a token.</summary>
internal interface IElementAttributes
{
    /// <summary>Finds an attribute.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <param name="value">The value with character references resolved; valid until the next token.</param>
    /// <returns>False when the element has no such attribute.</returns>
    bool TryGet(string name, out ReadOnlySpan<char> value);

    /// <summary>Finds an attribute, and leaves its value bytes.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <param name="value">The value with character references resolved, but neither decoded nor normalised; valid until the next call.</param>
    /// <returns>False when the element has no such attribute, or it must become text.</returns>
    bool TryGetBytes(string name, out ReadOnlySpan<byte> value);
}
