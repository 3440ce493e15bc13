namespace AsyncCrawler.MockSite.Graph;

/// <summary>
/// Draws the model of a page from (pages, seed, page number) and nothing else. Every page is reachable: page <c>p</c> links
/// to its children <c>10p+1 … 10p+10</c>. Other targets reach only slightly farther, so that depth grows with the page number.
/// </summary>
internal sealed class PageDrawing(int pages, int seed)
{
    private const int Children = 10;
    private const int SectionLinks = 7;
    private const int BodyLinks = 31;
    private const int TableLinks = 5;

    // How far beyond its own children a page may link.
    private const int Reach = 50;

    private static readonly LinkForm[] BodyForms =
    [
        LinkForm.RootRelative, LinkForm.RootRelative, LinkForm.RootRelative, LinkForm.Relative, LinkForm.Relative,
        LinkForm.Relative, LinkForm.Absolute, LinkForm.Fragment, LinkForm.DotSegments, LinkForm.SchemeRelative,
        LinkForm.UpperCase,
    ];

    private readonly ImagePool _images = new(pages, seed);

    /// <summary>The model of page <paramref name="page"/>, from 0 to below the number of pages.</summary>
    public PageModel Draw(int page)
    {
        var draws = SplitMix64.For(seed, DrawPurpose.Page, page);
        return new PageModel
        {
            Number = page,
            Navigation = [.. Navigation(page)],
            Body = [.. Body(page, draws)],
            Table = [.. Some(TableLinks, page, draws)],
            Footer = [new(LinkForm.Top, 0), new(LinkForm.Relative, 0), new(LinkForm.Mail, 0)],
            Images = [page / ImagePool.PagesPerImage, .. Enumerable.Range(0, 4).Select(_ => draws.Below(_images.Count))],
            TextStart = draws.Next(),
            // Together with table and foot this gives 29 KB on average.
            ProseBytes = draws.Between(25_500, 30_500),
        };
    }

    private IEnumerable<PageLink> Navigation(int page)
    {
        yield return new(LinkForm.RootRelative, 0);
        yield return new(LinkForm.RootRelative, page == 0 ? 0 : (page - 1) / Children);
        for (var section = 1; section <= SectionLinks && section < pages; section++)
        {
            yield return new(LinkForm.RootRelative, section);
        }
    }

    private IEnumerable<PageLink> Body(int page, SplitMix64 draws)
    {
        var first = ((long)page * Children) + 1;
        for (var child = first; child < Math.Min(first + Children, pages); child++)
        {
            yield return new(FormOf(draws), (int)child);
        }

        foreach (var link in Some(BodyLinks, page, draws))
        {
            yield return link;
        }

        yield return new(LinkForm.Script, 0);
    }

    private IEnumerable<PageLink> Some(int count, int page, SplitMix64 draws)
    {
        var end = (int)Math.Min(pages, (((long)page + 1) * Children) + Reach);
        for (var i = 0; i < count; i++)
        {
            yield return new(FormOf(draws), draws.Below(end));
        }
    }

    private static LinkForm FormOf(SplitMix64 draws) => BodyForms[draws.Below(BodyForms.Length)];
}
