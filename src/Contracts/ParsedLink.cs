namespace AsyncCrawler.Contracts;

/// <summary>A URL found in a document, resolved and serialised by the WHATWG URL standard, without its fragment.</summary>
/// <param name="Url">The absolute http or https URL. The parent parses it again: a child is not to be believed.</param>
/// <param name="Source">Where it stood.</param>
/// <param name="Relations">Its <c>rel</c> values that bear on crawling.</param>
/// <param name="Hint">What a sitemap says of it beside; null when it says nothing, and outside of sitemaps.</param>
public readonly record struct ParsedLink(string Url, LinkSource Source, LinkRelations Relations, SitemapHint? Hint = null)
{
    internal const int SmallestEncoding = 6;

    /// <summary>True for what a reader can click: <c>a</c> and <c>area</c>.</summary>
    public bool IsHyperlink => Source is LinkSource.Anchor or LinkSource.Area;

    /// <summary>True for what a browser shows as an image.</summary>
    public bool IsImage => Source is >= LinkSource.Image and < LinkSource.Media;

    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteByte((byte)Source);
        writer.WriteByte((byte)Relations);
        writer.WriteText(Url);
        if (IsListed(Source))
        {
            SitemapHint.Write(writer, Hint);
        }
    }

    internal static ParsedLink Read(ref PayloadReader reader)
    {
        var source = (LinkSource)reader.ReadByte();
        var relations = (LinkRelations)reader.ReadByte();
        return new ParsedLink(reader.ReadRequiredText(), source, relations, IsListed(source) ? SitemapHint.Read(ref reader) : null);
    }

    private static bool IsListed(LinkSource source) => source is LinkSource.SitemapPage or LinkSource.SitemapChild;
}
