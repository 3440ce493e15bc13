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
    public bool IsHyperlink => Source.IsHyperlink();

    /// <summary>True for what a browser shows as an image.</summary>
    public bool IsImage => Source.IsImage();

    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteByte((byte)Source);
        writer.WriteByte((byte)Relations);
        writer.WriteText(Url);
        if (Source.IsListed())
        {
            SitemapHint.Write(writer, Hint);
        }
    }
}
