namespace AsyncCrawler.Contracts;

/// <summary>A <see cref="ParsedLink"/> as it lies on the wire.</summary>
/// <param name="url">The URL in UTF-8.</param>
/// <param name="source">Where it stood.</param>
/// <param name="relations">Its relations.</param>
/// <param name="hint">What a sitemap says of it.</param>
public readonly ref struct EncodedLink(ReadOnlySpan<byte> url, LinkSource source, LinkRelations relations, SitemapHint? hint)
{
    /// <summary><see cref="ParsedLink.Url"/> in UTF-8.</summary>
    public ReadOnlySpan<byte> Url { get; } = url;

    /// <summary><see cref="ParsedLink.Source"/>.</summary>
    public LinkSource Source { get; } = source;

    /// <summary><see cref="ParsedLink.Relations"/>.</summary>
    public LinkRelations Relations { get; } = relations;

    /// <summary><see cref="ParsedLink.Hint"/>.</summary>
    public SitemapHint? Hint { get; } = hint;

    /// <summary>Reads one.</summary>
    /// <exception cref="ProtocolViolationException">The payload ends before, or the URL is null or not UTF-8.</exception>
    internal static EncodedLink Read(scoped ref PayloadReader reader) => Read(ref reader, isKnownAsUtf8: false);

    /// <summary>Reads one that was read before.</summary>
    internal static EncodedLink ReadAgain(scoped ref PayloadReader reader) => Read(ref reader, isKnownAsUtf8: true);

    private static EncodedLink Read(scoped ref PayloadReader reader, bool isKnownAsUtf8)
    {
        var source = (LinkSource)reader.ReadByte();
        var relations = (LinkRelations)reader.ReadByte();
        var url = isKnownAsUtf8 ? reader.ReadRequiredBytes() : reader.ReadRequiredUtf8();
        return new EncodedLink(url, source, relations, source.IsListed() ? SitemapHint.Read(ref reader) : null);
    }
}
